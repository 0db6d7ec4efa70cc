export function inputsOf(top: string): string;
export function writeStamp(top: string, inputs: string): void;
export function isBuilt(top: string): boolean;
