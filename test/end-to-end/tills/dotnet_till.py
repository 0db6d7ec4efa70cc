"""
A till as old .NET Framework programs are: HTTP/1.0 on a bare socket, header names in its own casing, CRLF in the JSON, the
byte order mark of Encoding.UTF8 before the body, and an answer that ends when the other side hangs up.
"""

import base64
import json
import socket
import sys
from urllib.parse import urlsplit

url, login, password, order, *rest = sys.argv[1:]
place = urlsplit(url)
AUTHORIZATION = "Basic " + base64.b64encode(f"{login}:{password}".encode()).decode()


def exchange(method, path, body=b""):
    head = [
        f"{method} {path} HTTP/1.0",
        f"authorization: {AUTHORIZATION}",
        f"HOST: {place.netloc}",
        "User-agent: Mozilla/4.0 (compatible; MSIE 6.0; MS Web Services Client Protocol 2.0.50727)",
        "Connection: close",
    ]
    if body:
        head += ["CONTENT-TYPE: application/json; charset=utf-8", f"content-Length: {len(body)}"]
    with socket.create_connection((place.hostname, place.port)) as line:
        line.sendall("\r\n".join([*head, "", ""]).encode("ascii"))
        line.sendall(body)
        raw = b""
        while piece := line.recv(4096):
            raw += piece
    top, _, content = raw.partition(b"\r\n\r\n")
    status, *headers = top.decode("latin-1").split("\r\n")
    assert status.split(" ")[1] == "200", raw
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in headers)}
    # HTTP/1.0 knows no chunks.
    assert "transfer-encoding" not in fields, headers
    assert int(fields.get("content-length", len(content))) == len(content), raw
    return json.loads(content)


assert exchange("GET", "/version")["version"]
assert exchange("GET", "/config")["deviceId"]

payment = {
    "amount": "10,23",
    "currency": "EUR",
    "order_id": order,
    "transation_type": "Debit",
    "force_authorization": False,
    "cart": {
        "european_article_numbering": 4711892728946,
        "product_reference": "NF-a1690",
        "type": "good",
        "quantity": 1,
        "name": "My first product",
        "unit_price": 8.99,
        "tax_rate": 0,
        "discount": 0,
        "total_amount": 8.99,
    },
    "customer": {"id": 283749291, "firstname": "John", "lastname": "Doe", "email": "john.doe@example.org"},
    "custom_data": {"shop": "Opera", "vendor": "Mario", "newCustomer": True, "event": 42},
}
text = json.dumps(payment, indent=2).replace("\n", "\r\n")
answer = exchange("POST", "/", b"\xef\xbb\xbf" + text.encode())
expected = {
    "paymentStatus": "SUCCESS",
    "notificationHipaySent": True,
    "amount": "10,23",
    "currency": "EUR",
    "orderId": order,
    "transationType": "Debit",
    "forceAuthorization": False,
    "customData": payment["custom_data"],
}
for name, value in expected.items():
    assert answer[name] == value, (name, answer)
assert answer["numberOfNotificationSent"] >= 1, answer
assert "cart" in answer and "customer" in answer, answer
print(json.dumps(answer))

if "stop" in rest:
    stopped = exchange("GET", "/stop")
    assert stopped["message"] in ("TP-Manager stopped", "TP-Manager is busy, will stop when possible"), stopped
    assert isinstance(stopped["stopped"], bool), stopped
