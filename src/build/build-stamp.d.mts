export function digestInputs(top: string): string;
export function writeStamp(top: string, inputs: string): void;
export function isBuilt(top: string): boolean;
