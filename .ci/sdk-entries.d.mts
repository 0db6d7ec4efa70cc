export declare const sdkEntries: Readonly<Record<string, string>>;
