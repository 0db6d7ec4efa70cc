import { z } from "zod";
// src/core/till/connector-till-side.ts
/** A web till's side of a connector that is here. */
var connectorTillSide = (connector, parts) => ({
	...parts,
	takePayment: (request) => connector.takePayment(request),
	findOrder: (orderId) => connector.findOrder({ orderId }),
	async check() {
		await connector.probeTerminal({});
	},
	currencies: async () => (await connector.readSettings({})).currencies,
	async configuration() {
		const { terminal, environment, currencies } = await connector.readSettings({});
		return {
			deviceId: terminal.serialNumber,
			environment,
			currencies
		};
	},
	subscribe: (listener) => connector.subscribe(listener)
});
// src/core/money/iso-4217.generated.ts
var iso4217 = {
	AED: {
		numeric: "784",
		exponent: 2
	},
	AFN: {
		numeric: "971",
		exponent: 2
	},
	ALL: {
		numeric: "008",
		exponent: 2
	},
	AMD: {
		numeric: "051",
		exponent: 2
	},
	AOA: {
		numeric: "973",
		exponent: 2
	},
	ARS: {
		numeric: "032",
		exponent: 2
	},
	AUD: {
		numeric: "036",
		exponent: 2
	},
	AWG: {
		numeric: "533",
		exponent: 2
	},
	AZN: {
		numeric: "944",
		exponent: 2
	},
	BAM: {
		numeric: "977",
		exponent: 2
	},
	BBD: {
		numeric: "052",
		exponent: 2
	},
	BDT: {
		numeric: "050",
		exponent: 2
	},
	BHD: {
		numeric: "048",
		exponent: 3
	},
	BIF: {
		numeric: "108",
		exponent: 0
	},
	BMD: {
		numeric: "060",
		exponent: 2
	},
	BND: {
		numeric: "096",
		exponent: 2
	},
	BOB: {
		numeric: "068",
		exponent: 2
	},
	BRL: {
		numeric: "986",
		exponent: 2
	},
	BSD: {
		numeric: "044",
		exponent: 2
	},
	BTN: {
		numeric: "064",
		exponent: 2
	},
	BWP: {
		numeric: "072",
		exponent: 2
	},
	BYN: {
		numeric: "933",
		exponent: 2
	},
	BZD: {
		numeric: "084",
		exponent: 2
	},
	CAD: {
		numeric: "124",
		exponent: 2
	},
	CDF: {
		numeric: "976",
		exponent: 2
	},
	CHF: {
		numeric: "756",
		exponent: 2
	},
	CLP: {
		numeric: "152",
		exponent: 0
	},
	CNY: {
		numeric: "156",
		exponent: 2
	},
	COP: {
		numeric: "170",
		exponent: 2
	},
	CRC: {
		numeric: "188",
		exponent: 2
	},
	CUC: {
		numeric: "931",
		exponent: 2
	},
	CUP: {
		numeric: "192",
		exponent: 2
	},
	CVE: {
		numeric: "132",
		exponent: 2
	},
	CZK: {
		numeric: "203",
		exponent: 2
	},
	DJF: {
		numeric: "262",
		exponent: 0
	},
	DKK: {
		numeric: "208",
		exponent: 2
	},
	DOP: {
		numeric: "214",
		exponent: 2
	},
	DZD: {
		numeric: "012",
		exponent: 2
	},
	EGP: {
		numeric: "818",
		exponent: 2
	},
	ERN: {
		numeric: "232",
		exponent: 2
	},
	ETB: {
		numeric: "230",
		exponent: 2
	},
	EUR: {
		numeric: "978",
		exponent: 2
	},
	FJD: {
		numeric: "242",
		exponent: 2
	},
	FKP: {
		numeric: "238",
		exponent: 2
	},
	GBP: {
		numeric: "826",
		exponent: 2
	},
	GEL: {
		numeric: "981",
		exponent: 2
	},
	GHS: {
		numeric: "936",
		exponent: 2
	},
	GIP: {
		numeric: "292",
		exponent: 2
	},
	GMD: {
		numeric: "270",
		exponent: 2
	},
	GNF: {
		numeric: "324",
		exponent: 0
	},
	GTQ: {
		numeric: "320",
		exponent: 2
	},
	GYD: {
		numeric: "328",
		exponent: 2
	},
	HKD: {
		numeric: "344",
		exponent: 2
	},
	HNL: {
		numeric: "340",
		exponent: 2
	},
	HTG: {
		numeric: "332",
		exponent: 2
	},
	HUF: {
		numeric: "348",
		exponent: 2
	},
	IDR: {
		numeric: "360",
		exponent: 2
	},
	ILS: {
		numeric: "376",
		exponent: 2
	},
	INR: {
		numeric: "356",
		exponent: 2
	},
	IQD: {
		numeric: "368",
		exponent: 3
	},
	IRR: {
		numeric: "364",
		exponent: 2
	},
	ISK: {
		numeric: "352",
		exponent: 0
	},
	JMD: {
		numeric: "388",
		exponent: 2
	},
	JOD: {
		numeric: "400",
		exponent: 3
	},
	JPY: {
		numeric: "392",
		exponent: 0
	},
	KES: {
		numeric: "404",
		exponent: 2
	},
	KGS: {
		numeric: "417",
		exponent: 2
	},
	KHR: {
		numeric: "116",
		exponent: 2
	},
	KMF: {
		numeric: "174",
		exponent: 0
	},
	KPW: {
		numeric: "408",
		exponent: 2
	},
	KRW: {
		numeric: "410",
		exponent: 0
	},
	KWD: {
		numeric: "414",
		exponent: 3
	},
	KYD: {
		numeric: "136",
		exponent: 2
	},
	KZT: {
		numeric: "398",
		exponent: 2
	},
	LAK: {
		numeric: "418",
		exponent: 2
	},
	LBP: {
		numeric: "422",
		exponent: 2
	},
	LKR: {
		numeric: "144",
		exponent: 2
	},
	LRD: {
		numeric: "430",
		exponent: 2
	},
	LSL: {
		numeric: "426",
		exponent: 2
	},
	LYD: {
		numeric: "434",
		exponent: 3
	},
	MAD: {
		numeric: "504",
		exponent: 2
	},
	MDL: {
		numeric: "498",
		exponent: 2
	},
	MGA: {
		numeric: "969",
		exponent: 2
	},
	MKD: {
		numeric: "807",
		exponent: 2
	},
	MMK: {
		numeric: "104",
		exponent: 2
	},
	MNT: {
		numeric: "496",
		exponent: 2
	},
	MOP: {
		numeric: "446",
		exponent: 2
	},
	MRU: {
		numeric: "929",
		exponent: 2
	},
	MUR: {
		numeric: "480",
		exponent: 2
	},
	MVR: {
		numeric: "462",
		exponent: 2
	},
	MWK: {
		numeric: "454",
		exponent: 2
	},
	MXN: {
		numeric: "484",
		exponent: 2
	},
	MYR: {
		numeric: "458",
		exponent: 2
	},
	MZN: {
		numeric: "943",
		exponent: 2
	},
	NAD: {
		numeric: "516",
		exponent: 2
	},
	NGN: {
		numeric: "566",
		exponent: 2
	},
	NIO: {
		numeric: "558",
		exponent: 2
	},
	NOK: {
		numeric: "578",
		exponent: 2
	},
	NPR: {
		numeric: "524",
		exponent: 2
	},
	NZD: {
		numeric: "554",
		exponent: 2
	},
	OMR: {
		numeric: "512",
		exponent: 3
	},
	PAB: {
		numeric: "590",
		exponent: 2
	},
	PEN: {
		numeric: "604",
		exponent: 2
	},
	PGK: {
		numeric: "598",
		exponent: 2
	},
	PHP: {
		numeric: "608",
		exponent: 2
	},
	PKR: {
		numeric: "586",
		exponent: 2
	},
	PLN: {
		numeric: "985",
		exponent: 2
	},
	PYG: {
		numeric: "600",
		exponent: 0
	},
	QAR: {
		numeric: "634",
		exponent: 2
	},
	RON: {
		numeric: "946",
		exponent: 2
	},
	RSD: {
		numeric: "941",
		exponent: 2
	},
	RUB: {
		numeric: "643",
		exponent: 2
	},
	RWF: {
		numeric: "646",
		exponent: 0
	},
	SAR: {
		numeric: "682",
		exponent: 2
	},
	SBD: {
		numeric: "090",
		exponent: 2
	},
	SCR: {
		numeric: "690",
		exponent: 2
	},
	SDG: {
		numeric: "938",
		exponent: 2
	},
	SEK: {
		numeric: "752",
		exponent: 2
	},
	SGD: {
		numeric: "702",
		exponent: 2
	},
	SHP: {
		numeric: "654",
		exponent: 2
	},
	SLE: {
		numeric: "925",
		exponent: 2
	},
	SOS: {
		numeric: "706",
		exponent: 2
	},
	SRD: {
		numeric: "968",
		exponent: 2
	},
	SSP: {
		numeric: "728",
		exponent: 2
	},
	STN: {
		numeric: "930",
		exponent: 2
	},
	SVC: {
		numeric: "222",
		exponent: 2
	},
	SYP: {
		numeric: "760",
		exponent: 2
	},
	SZL: {
		numeric: "748",
		exponent: 2
	},
	THB: {
		numeric: "764",
		exponent: 2
	},
	TJS: {
		numeric: "972",
		exponent: 2
	},
	TMT: {
		numeric: "934",
		exponent: 2
	},
	TND: {
		numeric: "788",
		exponent: 3
	},
	TOP: {
		numeric: "776",
		exponent: 2
	},
	TRY: {
		numeric: "949",
		exponent: 2
	},
	TTD: {
		numeric: "780",
		exponent: 2
	},
	TWD: {
		numeric: "901",
		exponent: 2
	},
	TZS: {
		numeric: "834",
		exponent: 2
	},
	UAH: {
		numeric: "980",
		exponent: 2
	},
	UGX: {
		numeric: "800",
		exponent: 0
	},
	USD: {
		numeric: "840",
		exponent: 2
	},
	UYU: {
		numeric: "858",
		exponent: 2
	},
	UZS: {
		numeric: "860",
		exponent: 2
	},
	VED: {
		numeric: "926",
		exponent: 2
	},
	VES: {
		numeric: "928",
		exponent: 2
	},
	VND: {
		numeric: "704",
		exponent: 0
	},
	VUV: {
		numeric: "548",
		exponent: 0
	},
	WST: {
		numeric: "882",
		exponent: 2
	},
	XAF: {
		numeric: "950",
		exponent: 0
	},
	XCD: {
		numeric: "951",
		exponent: 2
	},
	XCG: {
		numeric: "532",
		exponent: 2
	},
	XOF: {
		numeric: "952",
		exponent: 0
	},
	XPF: {
		numeric: "953",
		exponent: 0
	},
	YER: {
		numeric: "886",
		exponent: 2
	},
	ZAR: {
		numeric: "710",
		exponent: 2
	},
	ZMW: {
		numeric: "967",
		exponent: 2
	},
	ZWG: {
		numeric: "924",
		exponent: 2
	}
};
// src/core/money/currency.ts
/** ISO 4217 alphabetic code, upper case, e.g. `EUR`. */
var currencyCode = z.enum(Object.keys(iso4217));
/** How many decimals the minor unit is, e.g. 2 for EUR, 0 for JPY. */
var exponentOf = (currency) => iso4217[currency].exponent;
new Map(Object.keys(iso4217).map((code) => [iso4217[code].numeric, code]));
// src/core/gateway/cart.ts
/** A decimal of the basket: a JSON number on the wire (HiPay's type), read and added up by digits before. */
var decimal = z.number();
/** A line of the basket as HiPay takes it; `JSON.stringify` of the list is the wire form. */
var cartItem = z.object({
	european_article_numbering: z.string().optional(),
	product_reference: z.string(),
	type: z.enum([
		"good",
		"discount",
		"fee"
	]),
	quantity: z.int().min(1),
	name: z.string(),
	unit_price: decimal,
	tax_rate: decimal,
	/** 0 or negative. */
	discount: decimal,
	total_amount: decimal
});
// src/core/gateway/thousandths.ts
/**
* Reads a decimal into integer thousandths, by digits: HiPay keeps three decimals of a price, and adding floats would
* find carts that add up not to. Digits after the third (a till's float noise: 8.990000000000001) are rounded half up.
* Undefined: not a decimal.
*/
function readThousandths(raw) {
	if (typeof raw !== "number" && typeof raw !== "string") return void 0;
	const digits = /^([+-]?)(\d{1,9})(?:[.,](\d{1,20}))?$/.exec(String(raw).trim());
	if (!digits) return void 0;
	const [, sign, whole = "", fraction = ""] = digits;
	const kept = BigInt(whole + fraction.slice(0, 3).padEnd(3, "0"));
	const magnitude = (fraction[3] ?? "0") >= "5" ? kept + 1n : kept;
	return sign === "-" ? -magnitude : magnitude;
}
/** As a JSON number. Exact: the quotient rounds to the number whose shortest decimal is the three digits given. */
var decimalOf = (thousandths) => Number(thousandths) / 1e3;
/** Minor units of a currency in thousandths of its major unit. Undefined for a currency with four decimals. */
var thousandthsOfMinor = (minor, exponent) => exponent > 3 ? void 0 : BigInt(minor) * 10n ** BigInt(3 - exponent);
// src/core/gateway/cart-judgement.ts
/** HiPay matches totals to within one cent (its Magento module sends three-decimal prices on that ground). */
var tolerance = 10n;
/**
* HiPay's rule: a cart that is badly filled in, or whose total differs from the amount, leads to an order with an empty
* cart. The payment goes on, so this never fails. Takes one item, a list, or `{items: [...]}`.
*/
function judgeCart(raw, amountMinor, currency) {
	const lines = listOf(raw);
	if (!lines) return empty("the cart must be an item, a list of items or {\"items\": [...]}");
	if (lines.length === 0) return { items: [] };
	if (lines.length > 500) return empty(`the cart has more than 500 items`);
	const items = [];
	let sum = 0n;
	for (const [index, rawLine] of lines.entries()) {
		const line = readLine(rawLine);
		if ("reason" in line) return empty(`cart item ${index + 1}: ${line.reason}`);
		items.push(line.item);
		sum += line.total;
	}
	const amount = thousandthsOfMinor(amountMinor, exponentOf(currency));
	if (amount === void 0 || distance(sum, amount) >= tolerance) return empty(`the items add up to ${decimalOf(sum)}, which is not the amount`);
	return { items };
}
var empty = (reason) => ({
	items: [],
	reason
});
var distance = (a, b) => a > b ? a - b : b - a;
/** An empty object is the sample answer's way to say "no cart". */
function listOf(raw) {
	if (raw === void 0 || raw === null) return [];
	if (Array.isArray(raw)) return raw;
	if (typeof raw !== "object") return void 0;
	if (Object.keys(raw).length === 0) return [];
	if (!Object.hasOwn(raw, "items")) return [raw];
	const { items } = raw;
	return Array.isArray(items) ? items : void 0;
}
function readLine(raw) {
	if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return { reason: "must be an object" };
	const fields = new Map(Object.entries(raw));
	const money = readMoney(fields);
	if ("reason" in money) return money;
	const ean = textOf(fields.get("european_article_numbering"));
	const item = cartItem.safeParse({
		...ean && { european_article_numbering: ean },
		product_reference: textOf(fields.get("product_reference")),
		type: fields.get("type"),
		quantity: money.quantity,
		name: textOf(fields.get("name")),
		unit_price: decimalOf(money.unitPrice),
		tax_rate: decimalOf(money.taxRate),
		discount: decimalOf(money.discount),
		total_amount: decimalOf(money.total)
	});
	if (!item.success) return { reason: `${item.error.issues[0]?.path.join(".")} is missing or not valid` };
	return {
		item: item.data,
		total: money.total
	};
}
/** An EAN and a reference come as a number or as a text; HiPay gets a text. */
function textOf(raw) {
	const text = typeof raw === "number" || typeof raw === "string" ? String(raw).trim() : "";
	return text === "" ? void 0 : text;
}
function readMoney(fields) {
	const quantity = Number(/^[0-9]{1,6}$/.exec(String(textOf(fields.get("quantity"))))?.[0]);
	if (!(quantity >= 1)) return { reason: "quantity must be a whole number above zero" };
	const unitPrice = readThousandths(fields.get("unit_price"));
	const taxRate = readThousandths(fields.get("tax_rate"));
	const discount = readThousandths(fields.get("discount") ?? 0);
	const total = readThousandths(fields.get("total_amount"));
	if (unitPrice === void 0) return { reason: "unit_price must be a decimal" };
	if (taxRate === void 0) return { reason: "tax_rate must be a decimal" };
	if (discount === void 0) return { reason: "discount must be a decimal" };
	if (total === void 0) return { reason: "total_amount must be a decimal" };
	const deduction = distance(discount, 0n);
	if (distance(unitPrice * BigInt(quantity) - deduction, total) >= tolerance) return { reason: "total_amount is not unit_price x quantity - discount" };
	return {
		quantity,
		unitPrice,
		taxRate,
		discount: -deduction,
		total
	};
}
/** Integer minor units (cents for EUR), 1 to 99 999 999. The only form in which the program holds money. */
var amountMinor = z.int().min(1).max(99999999).brand("AmountMinor");
/**
* Minor units as a decimal with a point and exactly the currency's decimals: 1023 EUR is `10.23`, 500 JPY is `500`.
* HiPay hashes this very text, so `10.5` for `10.50` would be another order.
*/
function formatMajor(minor, currency) {
	const exponent = exponentOf(currency);
	const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
	const sign = minor < 0 ? "-" : "";
	if (exponent === 0) return sign + digits;
	return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
// src/core/money/parse-amount.ts
var refuse = (problem, reason) => ({
	ok: false,
	problem,
	reason
});
/**
* Reads `10.23`, `"10.23"` or `"10,23"` into minor units, by digits and never by float arithmetic (4.60 once became
* 460 elsewhere). A JSON number is read through its shortest decimal text, which is what the till wrote.
* Refused: anything else, zero, negatives, more decimals than the currency has, more than eight digits.
*/
function parseAmount(raw, currency) {
	if (raw === void 0 || raw === null) return refuse("missing", "is missing");
	if (typeof raw !== "number" && typeof raw !== "string") return refuse("not-decimal", "must be a number or a text such as 10.23 or \"10,23\"");
	const text = String(raw).trim();
	const digits = /^([+-]?)(\d{1,15})(?:([.,])(\d{1,15}))?$/.exec(text);
	if (!digits) return refuse("not-decimal", "must be a decimal such as 10.23 or \"10,23\"");
	const [, sign, whole = "", separator, fraction = ""] = digits;
	if (sign === "-") return refuse("not-positive", "must be above zero");
	const exponent = exponentOf(currency);
	const decimals = fraction.replace(/0+$/, "");
	if (decimals.length > exponent) return refuse("too-many-decimals", `has more than the ${exponent} decimals of ${currency}`);
	const minor = BigInt(whole + decimals.padEnd(exponent, "0"));
	if (minor === 0n) return refuse("not-positive", "must be above zero");
	if (minor > BigInt(99999999)) return refuse("too-large", "has more than the eight digits the terminal takes");
	const form = typeof raw === "number" ? "number" : separator === "," ? "comma" : "point";
	return {
		ok: true,
		amountMinor: Number(minor),
		form
	};
}
// src/core/payment/payment-request.ts
/** HiPay takes 32 characters; control characters could forge a frame or a log line, so none pass. */
var orderId = z.string().trim().min(1).max(32).regex(/^[^\p{C}]+$/u, "must not contain control characters");
var customer = z.object({
	id: z.string().max(64).optional(),
	firstName: z.string().max(128).optional(),
	lastName: z.string().max(128).optional(),
	email: z.string().max(255).optional(),
	/** Only for a ticket that the terminal sends: HiPay is not told. */
	phone: z.string().max(32).optional()
});
var phoneNumber = z.string().regex(/^\+?\d{8,19}$/);
/** Only Bool, Int, Float and String values, as HiPay's page says. */
var customData = z.record(z.string().max(64), z.union([
	z.boolean(),
	z.number(),
	z.string().max(1024)
]));
/**
* `Authorization` reserves an amount. `Cancel` takes back an earlier payment of the same amount. `Duplicate` moves no
* money: the terminal tells of its last payment again.
*/
var transactionType = z.enum([
	"Debit",
	"Credit",
	"Cancel",
	"Duplicate",
	"Authorization"
]);
var paymentMeans = z.enum(["card", "cheque"]);
/** What a till asks for, parsed. Whatever way it came (REST, JS API, by hand), the connector sees this. */
var paymentRequest = z.object({
	/** Absent: the connector makes one. */
	orderId: orderId.optional(),
	amountMinor,
	currency: currencyCode,
	transactionType: transactionType.default("Debit"),
	paymentMeans: paymentMeans.default("card"),
	/** Ask the terminal to authorise online, whatever the amount. */
	forceAuthorization: z.boolean().default(false),
	/** Empty where the till sent none, or one that does not add up (HiPay's rule: the payment goes on). */
	cart: z.array(cartItem).max(500).default([]),
	customer: customer.default({}),
	customData: customData.default({}),
	/** Where the terminal shall send the customer's ticket itself; only some languages can. */
	receiptTo: z.object({
		phone: phoneNumber.optional(),
		email: z.string().max(255).optional()
	}).optional()
});
// src/core/pos-api/call-fields.ts
/**
* The spellings under which a field of the call may come. First HiPay's table, then the misspelling of its own sample
* (`transation_type`), then the camelCase of its answers and of its Unattended sister product, whose `basket` is the cart.
*/
var fieldNames = {
	amount: ["amount"],
	currency: ["currency"],
	orderId: ["order_id", "orderId"],
	transactionType: [
		"transaction_type",
		"transation_type",
		"transactionType",
		"transationType"
	],
	paymentMeans: ["payment_means", "paymentMeans"],
	forceAuthorization: ["force_authorization", "forceAuthorization"],
	receiptSendingOption: ["receipt_sending_option", "receiptSendingOption"],
	cart: ["cart", "basket"],
	customer: ["customer"],
	customData: ["custom_data", "customData"]
};
/** Sorts a JSON object's fields. Null and the empty text are what tills write for "nothing": they count as not sent. */
function sortFields(raw) {
	const sent = new Map(Object.entries(raw).filter(([, value]) => value !== null && value !== ""));
	const sorted = /* @__PURE__ */ new Map();
	for (const [name, spellings] of Object.entries(fieldNames)) {
		const used = spellings.filter((spelling) => sent.has(spelling));
		if (new Set(used.map((spelling) => JSON.stringify(sent.get(spelling)))).size > 1) return {
			ok: false,
			contradicting: used
		};
		if (used[0] !== void 0) sorted.set(name, sent.get(used[0]));
	}
	return {
		ok: true,
		field: (name) => sorted.get(name)
	};
}
// src/core/pos-api/refused.ts
var refused = (field, reason) => ({
	ok: false,
	field,
	reason
});
// src/core/pos-api/call-values.ts
var read = (value) => ({
	ok: true,
	value
});
/** EUR where the till sends none: HiPay's default. The sample's literal "string" is no currency. */
function readCurrency(raw, accepted) {
	const code = currencyCode.safeParse(typeof raw === "string" ? raw.trim().toUpperCase() : raw ?? "EUR");
	const list = accepted.join(", ");
	if (!code.success) return refused("currency", `must be an ISO 4217 code (this shop takes ${list})`);
	if (!accepted.includes(code.data)) return refused("currency", `${code.data}: this shop takes ${list}`);
	return read(code.data);
}
/** What HiPay's other connectors call them (facts: hipay.md, operations by product). */
var otherTypeNames = {
	cancellation: "Cancel",
	duplicata: "Duplicate",
	authorisation: "Authorization"
};
/** HiPay's page offers `Debit` alone, its other connectors the rest. What a terminal cannot do is refused later. */
function readTransactionType(raw) {
	if (raw === void 0) return read("Debit");
	const wanted = typeof raw === "string" ? raw.trim().toLowerCase() : "";
	const found = transactionType.options.find((option) => option.toLowerCase() === wanted) ?? otherTypeNames[wanted];
	return found ? read(found) : refused("transaction_type", `must be one of ${transactionType.options.join(", ")}`);
}
/** Ours: `cheque` for a cheque reader. Any other word would be paid with a card by mistake. */
function readPaymentMeans(raw) {
	const wanted = typeof raw === "string" ? raw.trim().toLowerCase() : raw;
	if (wanted === void 0 || wanted === "card") return read("card");
	return wanted === "cheque" ? read("cheque") : refused("payment_means", "must be \"card\" or \"cheque\"");
}
/** A number is taken too: tills count their tickets. Undefined: none was sent, the connector makes one. */
function readOrderId(raw) {
	if (raw === void 0) return read(void 0);
	const text = Number.isSafeInteger(raw) ? String(raw) : raw;
	const parsed = orderId.safeParse(text);
	if (parsed.success) return read(parsed.data);
	return refused("order_id", "must be a text of 1 to 32 characters without control characters");
}
var flags = /* @__PURE__ */ new Map([
	[void 0, false],
	[true, true],
	[false, false],
	[1, true],
	[0, false],
	["true", true],
	["false", false]
]);
/** True, false, and how older languages spell them. */
function readForceAuthorization(raw) {
	const flag = flags.get(typeof raw === "string" ? raw.trim().toLowerCase() : raw);
	return flag === void 0 ? refused("force_authorization", "must be true or false") : read(flag);
}
// src/core/pos-api/custom-data.ts
/** Reads the free fields of a call: Bool, Int, Float and String only, as HiPay's page says. */
function readCustomData(raw) {
	if (raw === void 0 || Array.isArray(raw) && raw.length === 0) return {
		ok: true,
		value: {}
	};
	if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return refused("custom_data", "must be an object of texts, numbers and true/false");
	for (const [key, value] of Object.entries(raw)) if (![
		"string",
		"number",
		"boolean"
	].includes(typeof value)) return refused(`custom_data.${printable(key)}`, "must be a text, a number or true/false");
	const parsed = customData.safeParse(raw);
	if (parsed.success) return {
		ok: true,
		value: parsed.data
	};
	return refused(`custom_data.${printable(String(parsed.error.issues[0]?.path[0] ?? ""))}`, "is too long (a name has 64 characters, a text 1024)");
}
/** The name of a field goes into logs and answers: short, and without characters that could forge a line. */
var printable = (key) => key.replace(/\p{C}/gu, "?").slice(0, 64);
// src/core/pos-api/customer-fields.ts
/** HiPay's table writes `firstName`, its sample `firstname`; the id comes as a number or as a text. */
var spellings = {
	id: ["id"],
	firstName: ["firstname", "firstName"],
	lastName: ["lastname", "lastName"],
	email: ["email"],
	phone: [
		"phone",
		"phone_number",
		"phoneNumber"
	]
};
/** Reads the customer of a call. An empty list is an empty object (some languages cannot tell them apart). */
function readCustomer(raw) {
	if (raw === void 0 || Array.isArray(raw) && raw.length === 0) return {
		ok: true,
		value: {}
	};
	if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return refused("customer", "must be an object with id, firstname, lastname and email");
	const sent = new Map(Object.entries(raw));
	const found = {};
	for (const [name, ways] of Object.entries(spellings)) {
		const way = ways.find((spelling) => (sent.get(spelling) ?? "") !== "");
		if (way === void 0) continue;
		const value = sent.get(way);
		if (typeof value !== "string" && typeof value !== "number") return refused(`customer.${way}`, "must be a text");
		found[name] = String(value);
	}
	const parsed = customer.safeParse(found);
	if (parsed.success) return {
		ok: true,
		value: parsed.data
	};
	return refused(`customer.${parsed.error.issues[0]?.path.join(".") ?? ""}`, "is too long");
}
// src/core/pos-api/receipt-option.ts
/** The words of HiPay's sister product for terminals with Concert V3.2 (facts: hipay.md, receipts). */
var options = {
	all: ["phone", "email"],
	sms: ["phone"],
	email: ["email"]
};
/**
* Where the terminal shall send the customer's ticket. An address that is missing or is none never refuses a payment:
* the terminal prints the ticket then.
*/
function readReceiptOption(raw, customer) {
	if (raw === void 0) return {
		ok: true,
		value: void 0
	};
	const ways = typeof raw === "string" ? options[raw.trim().toLowerCase()] : void 0;
	if (!ways) return refused("receipt_sending_option", "must be \"All\", \"SMS\" or \"Email\"");
	const phone = customer.phone?.replace(/[\s().-]/g, "");
	const to = {
		...ways.includes("phone") && phone && /^\+?\d{8,19}$/.test(phone) && { phone },
		...ways.includes("email") && customer.email?.match(/^\S+@\S+\.\S+$/) && { email: customer.email }
	};
	return {
		ok: true,
		value: to.phone || to.email ? to : void 0
	};
}
// src/core/pos-api/payment-call.ts
/** For an answer that no body asked for, such as that of `GET /orders/{order_id}`. */
var emptyEcho = {
	amountForm: "number",
	cart: {},
	customer: {},
	customData: {}
};
/**
* Reads the JSON body of `POST /order` in each spelling that HiPay's documents and samples show. Unknown fields are
* ignored. A cart that cannot be used never refuses the payment.
*
* @example readPaymentCall({ amount: '10,23', transation_type: 'Debit' }, ['EUR'])
*/
function readPaymentCall(raw, currencies) {
	if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return refused("body", "must be a JSON object such as {\"amount\": \"10,23\"}");
	const fields = sortFields(raw);
	if (!fields.ok) {
		const [first = "", ...others] = fields.contradicting;
		return refused(first, `contradicts ${others.join(" and ")}`);
	}
	return readFields(fields.field, currencies);
}
function readFields(field, currencies) {
	const currency = readCurrency(field("currency"), currencies);
	if (!currency.ok) return currency;
	const amount = parseAmount(field("amount"), currency.value);
	if (!amount.ok) return refused("amount", amount.reason);
	const orderId = readOrderId(field("orderId"));
	if (!orderId.ok) return orderId;
	const type = readTransactionType(field("transactionType"));
	if (!type.ok) return type;
	const means = readPaymentMeans(field("paymentMeans"));
	if (!means.ok) return means;
	const force = readForceAuthorization(field("forceAuthorization"));
	if (!force.ok) return force;
	const customer = readCustomer(field("customer"));
	if (!customer.ok) return customer;
	const receipt = readReceiptOption(field("receiptSendingOption"), customer.value);
	if (!receipt.ok) return receipt;
	const customData = readCustomData(field("customData"));
	if (!customData.ok) return customData;
	const cart = judgeCart(field("cart"), amount.amountMinor, currency.value);
	return {
		ok: true,
		request: paymentRequest.parse({
			orderId: orderId.value,
			amountMinor: amount.amountMinor,
			currency: currency.value,
			transactionType: type.value,
			paymentMeans: means.value,
			forceAuthorization: force.value,
			cart: cart.items,
			customer: customer.value,
			customData: customData.value,
			...receipt.value && { receiptTo: receipt.value }
		}),
		echo: {
			amountForm: amount.form,
			cart: field("cart") ?? {},
			customer: field("customer") ?? {},
			customData: field("customData") ?? {},
			...cart.reason !== void 0 && { cartWarning: cart.reason }
		}
	};
}
// src/core/till/till-messages.ts
/**
* What a web till and the connector say to each other, over a MessagePort or a WebSocket. A language of its own beside the
* relay's: a till can pay and ask, and never read a setting, a list of payments or a secret.
*/
var tillVersions = [1];
var callId = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
var call = (name, params) => z.object({
	kind: z.literal("call"),
	id: callId,
	name: z.literal(name),
	params
});
var nothing = z.object({}).optional();
var ofOrder = z.object({ orderId: z.string().min(1).max(64) });
/** Each end's first message is `hello`; the till names every version that it speaks, the connector picks. */
var tillHello = z.object({
	kind: z.literal("hello"),
	versions: z.array(z.int()).min(1).max(32),
	program: z.string().max(128),
	language: z.enum([
		"en",
		"fr",
		"it",
		"pt"
	]).catch("en")
});
var tillCall = z.discriminatedUnion("name", [
	call("pay", z.object({ request: z.record(z.string(), z.unknown()) })),
	call("find", ofOrder),
	call("check", nothing),
	call("cancel", nothing),
	call("requestTerminal", nothing),
	call("token", nothing),
	call("version", nothing),
	call("config", nothing)
]);
// src/core/till/till-request.ts
/**
* Reads a web till's payment: the REST call's fields in any spelling, and `amountMinor` for tills that count in minor
* units. Both amounts at once must say the same.
*
* @example readTillRequest({ amountMinor: 1023, orderId: 'Order_12345' }, ['EUR'])
*/
function readTillRequest(raw, currencies) {
	const { amountMinor, ...fields } = raw;
	if (amountMinor === void 0) return readPaymentCall(fields, currencies);
	if (typeof amountMinor !== "number" || !Number.isSafeInteger(amountMinor) || amountMinor < 1) return refused("amountMinor", "must be an integer above zero, in minor units: 1023 for 10.23 EUR");
	const currency = currencyCode.safeParse(String(fields["currency"] ?? "EUR").toUpperCase());
	const amount = currency.success ? formatMajor(amountMinor, currency.data) : "1";
	const call = readPaymentCall({
		...fields,
		amount: fields["amount"] ?? amount
	}, currencies);
	if (call.ok && call.request.amountMinor !== amountMinor) return refused("amountMinor", "contradicts amount");
	return call;
}
// src/core/failures.ts
var failure = (code, mender, retry, charged) => ({
	code,
	mender,
	retry,
	charged
});
/**
* Every way in which a payment, a request or a notification can fail: one closed list (failure-name.ts). The texts in four languages,
* the REST statuses and the descriptions for tills are tables over it, so a new failure does not compile until each
* table has it. Codes 1000 to 1009 are HiPay's, with HiPay's meaning.
*/
var failures = {
	"unknown-error": failure("1000", "us", false, "no"),
	"payment-timeout": failure("1001", "cashier", true, "no"),
	unauthorized: failure("1002", "shop", false, "no"),
	"too-many-guesses": failure("1002", "shop", true, "no"),
	"hipay-credentials": failure("1002", "shop", false, "yes"),
	"hipay-unreachable": failure("1003", "shop", false, "yes"),
	"hipay-refused": failure("1000", "hipay", false, "yes"),
	"page-not-open": failure("1004", "cashier", true, "no"),
	"terminal-not-chosen": failure("1004", "cashier", true, "no"),
	"terminal-away": failure("1004", "cashier", true, "no"),
	"port-in-use": failure("1004", "shop", true, "no"),
	"terminal-silent": failure("1004", "cashier", true, "no"),
	"terminal-not-ready": failure("1004", "cashier", true, "no"),
	"status-unreadable": failure("1005", "shop", false, "unknown"),
	declined: failure("1006", "cashier", true, "no"),
	cancelled: failure("1006", "cashier", true, "no"),
	"answer-unreadable": failure("1007", "shop", false, "unknown"),
	"request-refused-by-terminal": failure("1008", "shop", false, "no"),
	"contract-missing": failure("1009", "shop", false, "no"),
	"payment-running": failure("1101", "cashier", true, "no"),
	"outcome-unknown": failure("1102", "cashier", false, "unknown"),
	"order-id-reused": failure("1103", "till-vendor", false, "no"),
	"request-invalid": failure("1104", "till-vendor", false, "no"),
	"other-payment": failure("1105", "cashier", false, "unknown"),
	"cannot-record": failure("1106", "shop", true, "no"),
	"not-owner": failure("1101", "cashier", true, "no"),
	"till-not-allowed": failure("1107", "shop", false, "no"),
	"version-mismatch": failure("1108", "till-vendor", false, "no"),
	"local-network-blocked": failure("1109", "shop", false, "no"),
	"window-blocked": failure("1110", "cashier", true, "no"),
	"browser-unsupported": failure("1111", "shop", false, "no")
};
Object.keys(failures);
z.enum([
	"APPROVED",
	"PARTIALLY_APPROVED",
	"DECLINED",
	"CANCELLED",
	"NOT_SENT",
	"UNKNOWN",
	"OTHER_PAYMENT"
]);
/** Money has moved, and how much is known. */
var isPaid = (ended) => ended === "APPROVED" || ended === "PARTIALLY_APPROVED";
// src/core/pos-api/payment-reply.ts
/** An answer that is not a success names its failure to the till, even if the connector left it out. */
function failureOf({ outcome, failure }) {
	switch (outcome) {
		case "APPROVED":
		case "PARTIALLY_APPROVED": return;
		case "DECLINED": return failure ?? "declined";
		case "CANCELLED": return failure ?? "cancelled";
		case "NOT_SENT": return failure ?? "unknown-error";
		case "OTHER_PAYMENT": return failure && isOpen(failure) ? failure : "other-payment";
		case "UNKNOWN": return failure && isOpen(failure) ? failure : "outcome-unknown";
		default: return outcome;
	}
}
/** The words of other failures say "not charged", which nobody may read beside an outcome that is not known. */
var isOpen = (failure) => failures[failure].charged === "unknown";
// src/core/texts/till-texts.ts
/** What happened, was the customer charged, what to do now. */
function failureText(name, texts) {
	const { what, todo } = texts.failures[name];
	return `${what} ${texts.charged[failures[name].charged]} ${todo}`;
}
// src/core/till/till-result.ts
/** A failure of the list, in a till's language. */
var tillFailure = (name, texts, detail) => ({
	name,
	code: failures[name].code,
	mayBeCharged: failures[name].charged,
	retry: failures[name].retry,
	text: failureText(name, texts),
	...detail !== void 0 && { detail }
});
/** The connector's answer as a web till gets it. */
function tillResult(answer, echo, texts) {
	const { outcome, notification, amountMinor, currency } = answer;
	const failure = failureOf(answer);
	const told = failure ?? notification.failure;
	return {
		orderId: answer.orderId,
		outcome,
		paymentStatus: isPaid(outcome) ? "SUCCESS" : "FAILURE",
		...told && { failure: tillFailure(told, texts, failure ? answer.detail : void 0) },
		amountMinor,
		amount: formatMajor(amountMinor, currency),
		...answer.askedMinor !== void 0 && { askedMinor: answer.askedMinor },
		currency,
		transactionType: answer.transactionType,
		forceAuthorization: answer.forceAuthorization,
		notificationHipaySent: notification.sent,
		numberOfNotificationSent: notification.count,
		notificationsPending: notification.pending,
		cart: echo.cart,
		customer: echo.customer,
		customData: echo.customData,
		replayed: answer.replayed,
		simulated: answer.simulated,
		...answer.cardMasked && { cardMasked: answer.cardMasked },
		...answer.authorisationNumber && { authorizationNumber: answer.authorisationNumber },
		...answer.contractNumber && { contractNumber: answer.contractNumber },
		...answer.paymentApplication && { paymentApplication: answer.paymentApplication },
		receipts: answer.receipts ?? []
	};
}
/** What a till sees of a snapshot; undefined: no page is there. */
function tillStatus(now) {
	if (!now) return awayStatus;
	const { state, seenAt, description } = now.terminal;
	const { oldestAt, ...counts } = now.outbox;
	return {
		terminal: {
			state,
			ready: now.storageFailure === void 0 && (state === "ready" || state === "unchecked"),
			seenAt,
			description
		},
		page: "open",
		notifications: {
			...counts,
			...oldestAt !== void 0 && { oldestAt }
		},
		busy: now.payment !== void 0 && now.payment.phase !== "finished",
		environment: now.environment,
		simulated: now.simulated.terminal || now.simulated.gateway
	};
}
var awayStatus = {
	terminal: {
		state: "away",
		ready: false,
		seenAt: 0,
		description: ""
	},
	page: "away",
	notifications: {
		pending: 0,
		parked: 0
	},
	busy: false,
	environment: "prod",
	simulated: false
};
/** Where the payment that runs is. */
function tillPhase({ payment }, texts) {
	if (!payment) return void 0;
	const { orderId, phase, startedAt, phaseSince } = payment;
	const { label, now } = texts.phases[phase];
	return {
		orderId,
		phase,
		label,
		text: now,
		startedAt,
		phaseSince
	};
}
// src/core/till/till-session.ts
/** Everybody who got this far may. */
var openGate = {
	allowed: () => true,
	ask: async () => true
};
/**
* Serves one web till on a channel. A malformed message is dropped or answered with a failure; it never ends the session.
* A till that is gone changes nothing for its payment, which runs to its end and is recorded.
*/
function serveTill(channel, side, gate = openGate) {
	const session = new TillSession(channel, side, gate);
	channel.onMessage((message) => void session.hear(message));
	channel.onClose(() => session.end());
}
var TillSession = class {
	channel;
	side;
	gate;
	#greeted;
	#following;
	#now;
	#ended = false;
	constructor(channel, side, gate) {
		this.channel = channel;
		this.side = side;
		this.gate = gate;
	}
	end() {
		this.#ended = true;
		this.#following?.();
	}
	async hear(message) {
		const hello = tillHello.safeParse(message);
		if (hello.success) {
			this.#greeted ??= this.#greet(hello.data);
			return;
		}
		const greeted = await this.#greeted;
		if (!greeted) return;
		const call = tillCall.safeParse(message);
		if (call.success) return this.#answer(call.data, greeted.texts);
		const id = message?.id;
		if (typeof id === "number") this.#post({
			kind: "failed",
			id,
			failure: tillFailure("request-invalid", greeted.texts, "unknown call")
		});
	}
	async #greet({ versions, language }) {
		const texts = await this.side.texts(language);
		const version = tillVersions.findLast((one) => versions.includes(one));
		if (version === void 0) {
			const detail = `the till speaks ${versions.join(", ")}, ${this.side.program} speaks ${tillVersions.join(", ")}`;
			this.#post({
				kind: "refused",
				failure: tillFailure("version-mismatch", texts, detail)
			});
			return;
		}
		this.#post({
			kind: "welcome",
			version,
			program: this.side.program
		});
		if (this.gate.allowed()) this.#follow(texts);
		return { texts };
	}
	async #answer(call, texts) {
		const failed = (failure) => this.#post({
			kind: "failed",
			id: call.id,
			failure
		});
		const read = call.name === "pay" ? readTillRequest(call.params.request, await this.side.currencies()) : void 0;
		if (!await this.#isAllowed(read)) return failed(tillFailure("till-not-allowed", texts));
		this.#follow(texts);
		try {
			const outcome = read ? await this.#pay(read, texts) : await this.#ask(call, texts);
			if ("failure" in outcome) failed(outcome.failure);
			else this.#post({
				kind: "result",
				id: call.id,
				value: outcome.value
			});
		} catch (error) {
			failed(tillFailure("outcome-unknown", texts, error instanceof Error ? error.message : String(error)));
		}
	}
	#isAllowed(read) {
		if (this.gate.allowed()) return Promise.resolve(true);
		return this.gate.ask(read?.ok ? read.request : void 0);
	}
	async #pay(read, texts) {
		if (!read.ok) return { failure: tillFailure("request-invalid", texts, `${read.field}: ${read.reason}`) };
		return { value: tillResult(await this.side.takePayment(read.request), read.echo, texts) };
	}
	async #ask(call, texts) {
		const { side } = this;
		switch (call.name) {
			case "find": {
				const found = await side.findOrder(call.params.orderId);
				return { value: found && tillResult(found, emptyEcho, texts) };
			}
			case "check":
				await side.check();
				return { value: tillStatus(this.#now) };
			case "cancel": return { value: cancellation(this.#now, texts) };
			case "requestTerminal": {
				const failure = await side.requestTerminal();
				return failure ? { failure: tillFailure(failure, texts) } : { value: tillStatus(this.#now) };
			}
			case "token": {
				const token = await side.token?.();
				return token === void 0 ? { failure: tillFailure("page-not-open", texts) } : { value: { token } };
			}
			case "version": return { value: {
				program: side.program,
				protocol: tillVersions.at(-1)
			} };
			case "config": return { value: await side.configuration() };
			default: return call;
		}
	}
	/** A till hears of the terminal and of the payment that runs, once it may. */
	#follow(texts) {
		if (this.#ended || this.#following) return;
		let last = "";
		this.#following = this.side.subscribe((now) => {
			this.#now = now;
			if (!this.gate.allowed()) return;
			this.#post({
				kind: "status",
				status: tillStatus(now)
			});
			const phase = now && tillPhase(now, texts);
			const text = JSON.stringify(phase);
			if (!phase || text === last) return;
			last = text;
			this.#post({
				kind: "phase",
				phase
			});
		});
	}
	#post(reply) {
		if (!this.#ended) this.channel.post(reply);
	}
};
/** No terminal language of ours lets a till call off what the terminal has. */
function cancellation(now, texts) {
	const payment = now?.payment;
	if (!payment || payment.phase === "finished") return {
		state: "nothing-running",
		text: texts.nothing
	};
	return payment.phase === "answer" || payment.phase === "notifying" ? {
		state: "too-late",
		orderId: payment.orderId,
		text: texts.tooLate
	} : {
		state: "press-red-key",
		orderId: payment.orderId,
		text: texts.redKey
	};
}
export { connectorTillSide, serveTill };
