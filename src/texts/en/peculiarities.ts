/**
 * Known peculiarities of terminals, and what the connector or a person does about each. For people; the list for engineers
 * is core/terminal/README.md.
 */
export const texts = {
  'usb-line-settings': {
    what: 'Ingenico Telium and Tetra on USB (iCT, iWL, Desk, Move): the line settings do not matter, no real line is behind them.',
    remedy: 'Any setting works; 9600 8N1 is usual.',
  },
  'serial-7e1': {
    what: 'Terminals on an RS232 cable: most want 7 data bits and even parity.',
    remedy: 'Choose 9600 7E1 in Settings, or “Find my terminal”.',
  },
  'serial-1200': {
    what: 'Some iCT250 on RS232 speak at 1200 baud, 7E1.',
    remedy: 'Choose the speed in Settings, or “Find my terminal”.',
  },
  'parity-half-works': {
    what: 'Any terminal on RS232: with the wrong parity the call and the reply pass, and all else fails.',
    remedy:
      'Before money is spoken of on such a line, it is asked who it is; without a word to that the lamp says “Wrong line settings” and no payment goes out. “Find my terminal” finds those that fit.',
  },
  'e-or-e-plus': {
    what: 'Ingenico with Telium Manager before 37783600, and iPP3xx: know protocol E and refuse E+.',
    remedy: 'Choose Concert V2 E in Settings.',
  },
  'short-answer': {
    what: 'Some answer in the short form, whatever was asked.',
    remedy: 'By itself: the length that comes decides.',
  },
  'answer-mode': {
    what: 'With contactless cards the answer names the mode “B”, of a refusal “0”.',
    remedy: 'By itself: the mode is not compared.',
  },
  'fast-ack': {
    what: 'Older Ingenico on RS232 miss a reply that comes at once.',
    remedy: 'Lengthen “Pause before our reply” in Settings (10 ms).',
  },
  'missing-eot': {
    what: 'Some on a Raspberry Pi leave out the last sign of the conversation.',
    remedy: 'By itself: a paid sale is not failed by it.',
  },
  'stale-byte': {
    what: 'Some on a Raspberry Pi send a stray byte before the call.',
    remedy: 'By itself: discarded and noted.',
  },
  'stale-answer': {
    what: 'Any terminal can send the answer of an earlier payment first.',
    remedy: 'By itself: compared, or asked of a person.',
  },
  'idle-8h': {
    what: 'Desk/5000 on USB stops answering after about eight hours.',
    remedy: 'The lamp shows it: unplug the cable and plug it in, or restart the terminal.',
  },
  'cash-connection': {
    what: 'Ingenico: no answer at all, because the menu “Cash Connection” is off or on another port.',
    remedy: 'F > Telium Manager > Initialization > Parameters > Cash Connection.',
  },
  'modem-manager': {
    what: 'Any USB terminal on Linux: ModemManager talks to it for ten seconds after plug-in.',
    remedy: 'Wait, or have IT add a udev rule: ENV{ID_MM_DEVICE_IGNORE}="1".',
  },
  'uk-dialect': {
    what: 'Terminals set up for the United Kingdom or Ireland show MAILORDER SALE: they speak another language of the same length.',
    remedy: 'Not supported: cancel on the terminal and have it set up for France.',
  },
  'v3-version-0301': {
    what: 'Desk/5000 answers version 0301 and a protocol identifier of its own.',
    remedy: 'By itself: neither is compared.',
  },
  'v3-padded-amount': {
    what: 'Ingenico pads the amount with zeros.',
    remedy: 'By itself: compared as a number.',
  },
  'v3-bare-refusal': {
    what: 'Desk/5000: after the red key the answer has no amount.',
    remedy: 'By itself: only an acceptance must repeat it.',
  },
  'v3-no-bf': {
    what: 'Newer Ingenico refuse requests that speak of partial payments (BF).',
    remedy: 'By itself: BF is never sent.',
  },
  'v3-0310-on-serial': {
    what: 'Some Ingenico do not take version 0310 on a cable.',
    remedy: 'Choose version 0300 in Settings, as it comes.',
  },
  'v3-extended-reason': {
    what: 'Some banks send a reason of up to 29 characters.',
    remedy: 'By itself: the first two count.',
  },
  'v3-cheque-reason': {
    what: 'Ingenico: every failure of a cheque has the reason “refused”.',
    remedy: 'The text says “refused” whatever happened: look at the terminal.',
  },
  'v3-cancellation': {
    what: 'HiPay on Nepting: cancellation is not implemented.',
    remedy: 'The terminal refuses it: make a refund.',
  },
  'v3-duplicate': {
    what: 'Makers disagree: the question for the last ticket is a consultation for one of them.',
    remedy: 'It only ever informs a person.',
  },
  'v3-long-ticket': {
    what: 'Any with tickets: the answer comes in several pieces.',
    remedy: 'By itself: read until it is whole and quiet.',
  },
  'v3-port': {
    what: 'AXIUM with Nepting listens on port 20002 instead of 8888.',
    remedy: 'Put terminal_port: 20002 into the configuration file.',
  },
  'v3-asleep': {
    what: 'Nepting, and Ingenico on Wi-Fi, refuse connections while asleep.',
    remedy: 'Switch the terminal’s ECO mode off (delay 99999).',
  },
  'v3-busy': {
    what: 'Any terminal says “not done” while in a menu or in another payment.',
    remedy: 'Try again when it is at its start screen.',
  },
};

export type PeculiaritiesTexts = typeof texts;
