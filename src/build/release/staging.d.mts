export function settle(folder: string, time: number, programs?: ReadonlySet<string>): void;
