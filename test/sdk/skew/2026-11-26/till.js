// src/sdk/client/own-failures.ts
/**
* The failures that a till's page finds by itself. The connector brings the texts of all others; those of these are in
* words/, because it is not there to bring them. A test holds the table against core/failures.ts.
*/
var ownFailures = {
	"page-not-open": {
		code: "1004",
		mayBeCharged: "no",
		retry: true
	},
	"outcome-unknown": {
		code: "1102",
		mayBeCharged: "unknown",
		retry: false
	},
	"till-not-allowed": {
		code: "1107",
		mayBeCharged: "no",
		retry: false
	},
	"local-network-blocked": {
		code: "1109",
		mayBeCharged: "no",
		retry: false
	},
	"window-blocked": {
		code: "1110",
		mayBeCharged: "no",
		retry: true
	},
	"browser-unsupported": {
		code: "1111",
		mayBeCharged: "no",
		retry: false
	}
};
// src/sdk/client/connector-failure.ts
/**
* Why a call has no result. One of the closed list of failures, with what it means for the customer's money.
*
* @example
* try { await connector.pay(order) }
* catch (error) { if (error instanceof ConnectorFailure && error.mayBeCharged === 'unknown') askLater() }
*/
var ConnectorFailure = class extends Error {
	name;
	code;
	mayBeCharged;
	retry;
	/** In the till's language: what happened, was the customer charged, what to do now. */
	text;
	detail;
	constructor(failure) {
		super(failure.detail ? `${failure.text} [${failure.detail}]` : failure.text);
		this.name = failure.name;
		this.code = failure.code;
		this.mayBeCharged = failure.mayBeCharged;
		this.retry = failure.retry;
		this.text = failure.text;
		if (failure.detail !== void 0) this.detail = failure.detail;
	}
};
/** A failure that this end finds by itself, where no connector is there to say it. */
function ownFailure(name, words, detail) {
	return new ConnectorFailure({
		name,
		...ownFailures[name],
		text: words.failures[name],
		...detail && { detail }
	});
}
// src/sdk/client/till-line.ts
/** Longer than a page takes to load on a slow till. */
var greetingMs = 2e4;
/** The till's end of a line: greets, numbers calls, and loses them all when the line is lost. */
var TillLine = class TillLine {
	line;
	words;
	tell;
	gone;
	#waiting = /* @__PURE__ */ new Map();
	#last = 0;
	#lost;
	constructor(line, words, tell, gone) {
		this.line = line;
		this.words = words;
		this.tell = tell;
		this.gone = gone;
	}
	/** Resolves when the far end has bid us welcome; rejects with why not. */
	static open(line, words, hello, on) {
		return new Promise((resolve, reject) => {
			const till = new TillLine(line, words, on.tell, on.gone);
			let welcome = false;
			const fail = (failure) => {
				clearTimeout(timer);
				reject(failure);
				line.close();
			};
			const timer = setTimeout(() => fail(ownFailure("page-not-open", words, "it did not answer")), greetingMs);
			line.onClose((reason) => welcome ? till.#lose(reason) : fail(ownFailure("page-not-open", words, reason)));
			line.onMessage((message) => {
				const reply = message;
				if (welcome) return till.#hear(reply);
				if (reply?.kind === "refused") return fail(new ConnectorFailure(reply.failure));
				if (reply?.kind !== "welcome") return;
				welcome = true;
				clearTimeout(timer);
				resolve(till);
			});
			line.post({
				kind: "hello",
				language: words.language,
				...hello
			});
		});
	}
	/** Rejects with a ConnectorFailure. `money`: the call may move money. */
	call(name, params = {}, money = false) {
		return new Promise((resolve, reject) => {
			if (this.#lost) return reject(this.#lost);
			const id = ++this.#last;
			this.#waiting.set(id, {
				resolve,
				reject,
				money
			});
			this.line.post({
				kind: "call",
				id,
				name,
				params
			});
		});
	}
	close() {
		this.#lose("this page has parted from it");
		this.line.close();
	}
	#hear(reply) {
		switch (reply?.kind) {
			case "result":
			case "failed": {
				const call = this.#waiting.get(reply.id);
				this.#waiting.delete(reply.id);
				if (reply.kind === "result") call?.resolve(reply.value);
				else call?.reject(new ConnectorFailure(reply.failure));
				return;
			}
			case "status":
			case "phase":
				this.tell(reply);
				return;
			case "bye":
				this.#lose("its page was closed");
				this.line.close();
		}
	}
	#lose(reason) {
		if (this.#lost) return;
		const lost = ownFailure("page-not-open", this.words, reason);
		this.#lost = lost;
		for (const { reject, money } of this.#waiting.values()) reject(money ? ownFailure("outcome-unknown", this.words, reason) : lost);
		this.#waiting.clear();
		this.gone(lost);
	}
};
// src/sdk/client/till-connector.ts
/** What both ends of the till's language need to agree on. */
var hello = {
	versions: [1],
	program: `sdk 0.1.0`
};
/** A connector at the far end of a line. Rejects with a ConnectorFailure where nobody greets. */
async function tillConnector(line, parts, own = {}) {
	const listeners = {
		status: /* @__PURE__ */ new Set(),
		phase: /* @__PURE__ */ new Set(),
		closed: /* @__PURE__ */ new Set()
	};
	let status;
	const till = await TillLine.open(line, parts.words, {
		...hello,
		...own
	}, {
		tell(told) {
			if (told.kind === "phase") return tellAll(listeners.phase, told.phase);
			status = told.status;
			tellAll(listeners.status, told.status);
		},
		gone: (failure) => tellAll(listeners.closed, failure)
	});
	const watched = (orderId, options, result) => withOptions(result, {
		orderId,
		options,
		listeners,
		words: parts.words
	});
	const find = (orderId, options = {}) => watched(orderId, options, till.call("find", { orderId }, true).then(resultOrNull(parts.words)));
	return {
		way: parts.way,
		notTaken: parts.notTaken,
		get status() {
			return status;
		},
		pay(request, options = {}) {
			const orderId = numberOf(request) ?? mintOrderId();
			return new Promise((resolve) => {
				options.signal?.throwIfAborted();
				parts.lastOrder.set(orderId);
				const { order_id: _rest, orderId: _ours, ...fields } = request;
				const paying = till.call("pay", { request: {
					...fields,
					orderId
				} }, true);
				resolve(watched(orderId, options, paying.then(resultOf(parts.words))));
			});
		},
		payments: { get: find },
		async resumeLast(options) {
			const orderId = parts.lastOrder.get();
			return orderId ? find(orderId, options) : null;
		},
		check: () => till.call("check"),
		requestTerminal: () => till.call("requestTerminal"),
		cancel: () => till.call("cancel"),
		version: async () => ({
			...await till.call("version"),
			sdk: "0.1.0"
		}),
		config: () => till.call("config"),
		on(name, listener) {
			listeners[name].add(listener);
			if (name === "status" && status) listener(status);
			return () => void listeners[name].delete(listener);
		},
		close: () => till.close()
	};
}
/** A listener that throws must not end a payment. */
function tellAll(listeners, value) {
	for (const listener of listeners) try {
		listener(value);
	} catch (error) {
		setTimeout(() => {
			throw error;
		});
	}
}
/** Tells of this order's phases while it lasts. An abort ends the waiting, never the payment. */
async function withOptions(result, watch) {
	const { orderId, options, listeners, words } = watch;
	const { onPhase, signal } = options;
	const tell = (phase) => {
		if (phase.orderId === orderId) onPhase?.(phase);
	};
	let stop = () => {};
	const left = new Promise((_, reject) => {
		stop = () => reject(ownFailure("outcome-unknown", words, `order ${orderId} goes on; this page stopped waiting`));
	});
	if (onPhase) listeners.phase.add(tell);
	signal?.addEventListener("abort", stop);
	try {
		return await (signal ? Promise.race([result, left]) : result);
	} finally {
		listeners.phase.delete(tell);
		signal?.removeEventListener("abort", stop);
	}
}
/** What would be read as "paid" or "not paid" must be an answer of the agreed form. */
var resultOf = (words) => (value) => {
	const { orderId, outcome, paymentStatus } = value ?? {};
	if (typeof orderId === "string" && typeof outcome === "string" && paymentStatus === "SUCCESS" === /^(PARTIALLY_)?APPROVED$/.test(outcome)) return value;
	throw ownFailure("outcome-unknown", words, "the answer does not have the agreed form");
};
var resultOrNull = (words) => (value) => value === null ? null : resultOf(words)(value);
function numberOf(request) {
	const { orderId, order_id: rest } = request;
	const given = orderId ?? rest;
	return given === void 0 || given === null || given === "" ? void 0 : String(given);
}
/** HiPay takes 32 characters; 96 random bits never meet again. */
var mintOrderId = () => `T${[...crypto.getRandomValues(/* @__PURE__ */ new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
// src/sdk/client/words/words.ts
var load = {
	en: () => import("./en.js"),
	fr: () => import("./fr.js"),
	it: () => import("./it.js"),
	pt: () => import("./pt.js")
};
/** Before the connector is opened: what has to be said without it cannot be fetched any more then. */
var wordsIn = async (language) => (await load[language]()).words;
export { tillConnector, wordsIn };
