#!/bin/sh
# A till in a POSIX shell, with curl.
set -eu
url=$1 login=$2 password=$3 order=$4 last=${5:-}

fail() {
  echo "till.sh: $1" >&2
  exit 1
}
ask() { curl --silent --show-error --fail --user "$login:$password" "$@"; }
# The answer, spaces between its words left out, must have these words.
expect() {
  case $(printf %s "$1" | tr -d ' \n\r') in *"$2"*) ;; *) fail "no $2 in $1" ;; esac
}

expect "$(ask "$url/version")" '"version":"'
expect "$(ask "$url/config")" '"deviceId":"'

answer=$(ask --header 'Content-Type: application/json' --data @- "$url" <<REQUEST
{
  "amount": "10,23",
  "currency": "EUR",
  "order_id": "$order",
  "transation_type": "Debit",
  "force_authorization": false,
  "cart": {
    "european_article_numbering": 4711892728946,
    "product_reference": "NF-a1690",
    "type": "good",
    "quantity": 1,
    "name": "My first product",
    "unit_price": 8.99,
    "tax_rate": 0,
    "discount": 0,
    "total_amount": 8.99
  },
  "customer": {
    "id": 283749291,
    "firstname": "John",
    "lastname": "Doe",
    "email": "john.doe@example.org"
  },
  "custom_data": { "shop": "Opera", "vendor": "Mario", "newCustomer": true, "event": 42 }
}
REQUEST
)
expect "$answer" '"paymentStatus":"SUCCESS"'
expect "$answer" '"notificationHipaySent":true'
expect "$answer" '"numberOfNotificationSent":'
expect "$answer" '"amount":"10,23"'
expect "$answer" '"currency":"EUR"'
expect "$answer" "\"orderId\":\"$order\""
expect "$answer" '"transationType":"Debit"'
expect "$answer" '"forceAuthorization":false'
for field in cart customer customData; do expect "$answer" "\"$field\":{"; done
printf '%s\n' "$answer"

if [ "$last" = stop ]; then
  stopped=$(ask "$url/stop")
  expect "$stopped" '"message":"TP-Manager'
  expect "$stopped" '"stopped":'
fi
