"""pypostelium (OCA, AGPL, not part of this project) as a contestant. For each line of input it makes one exchange and
prints its milliseconds. Needs PYPOSTELIUM, the folder of its checkout, and pyserial, simplejson and pycountry."""
import json
import os
import sys
import time

sys.path.insert(0, os.environ["PYPOSTELIUM"])
import logging

logging.disable(logging.CRITICAL)
from pypostelium.pypostelium import Driver

driver = Driver({"telium_terminal_device_name": sys.argv[1], "telium_terminal_device_rate": 9600})
order = json.dumps({"amount": 10.23, "payment_mode": "card", "currency_iso": "EUR"})
print("ready", flush=True)
for _ in sys.stdin:
    begun = time.perf_counter()
    accepted = driver.transaction_start(order)
    took = (time.perf_counter() - begun) * 1000
    print(took if accepted else "failed", time.process_time() * 1000, flush=True)
