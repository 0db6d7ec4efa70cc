"""A till in Python 3, with urllib."""

import base64
import json
import sys
import urllib.request

url, login, password, order, *rest = sys.argv[1:]
AUTHORIZATION = "Basic " + base64.b64encode(f"{login}:{password}".encode()).decode()


def ask(path, fields=None):
    data = None if fields is None else json.dumps(fields).encode()
    request = urllib.request.Request(url + path, data, {"Authorization": AUTHORIZATION})
    if data is not None:
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request) as response:
        assert response.status == 200, response.status
        return json.load(response)


version = ask("/version")
assert isinstance(version["version"], str) and version["version"], version
config = ask("/config")
assert isinstance(config["deviceId"], str) and config["deviceId"], config

customer = {"id": 283749291, "firstName": "John", "lastName": "Doe", "email": "john.doe@example.org"}
answer = ask(
    "",
    {
        "amount": "10,23",
        "transaction_type": "Debit",
        "force_authorization": False,
        "currency": "EUR",
        "order_id": order,
        "customer": customer,
        "custom_data": {"shop": "Opera", "vendor": "Mario", "newCustomer": True, "event": 42},
    },
)
assert answer["paymentStatus"] == "SUCCESS", answer
assert answer["notificationHipaySent"] is True, answer
assert answer["numberOfNotificationSent"] in (1, 2), answer
assert "errorCode" not in answer or not answer["errorCode"], answer
assert answer["amount"] == "10,23", answer
assert answer["currency"] == "EUR", answer
assert answer["orderId"] == order, answer
assert answer["transationType"] == "Debit", answer
assert answer["forceAuthorization"] is False, answer
for name in ("cart", "customer", "customData"):
    assert isinstance(answer[name], dict), answer
print(json.dumps(answer))

if "stop" in rest:
    stopped = ask("/stop")
    assert stopped["message"].startswith("TP-Manager"), stopped
    assert isinstance(stopped["stopped"], bool), stopped
