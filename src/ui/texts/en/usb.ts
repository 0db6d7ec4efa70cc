/** The terminal over WebUSB; by operating system, what to do where somebody else has it. Their keys are every language's keys. */
export const usb = {
  link: 'Terminal on USB without a driver (WebUSB)',
  heldLabel: 'Terminal held by the system or by another program',
  useSerial: 'Use Web Serial instead',
  windows:
    'Windows gives the terminal to this page only with the driver WinUSB. Use Web Serial instead; or ask your IT to install WinUSB for the terminal, with Zadig for instance. If WinUSB is there, close the other program that uses the terminal.',
  macos:
    'macOS keeps the terminal for its own driver and cannot be made to hand it over. Use Web Serial instead.',
  linux:
    'Linux’s driver cdc_acm or another program has the terminal, or this user may not touch it. Use Web Serial instead; or ask your IT for a udev rule that gives the terminal to this user, and to switch on chrome://flags/#automatic-usb-detach.',
  android:
    'Another app or Android itself has the terminal. Close other apps, update Chrome, then unplug the cable and plug it in again.',
  other:
    'The operating system or another program has the terminal. Close the other program, or use Web Serial instead.',
} as const;
