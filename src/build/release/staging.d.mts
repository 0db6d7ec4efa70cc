export function setTimesAndModes(folder: string, time: number, programs?: ReadonlySet<string>): void;
