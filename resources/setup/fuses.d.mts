export declare const fuses: Readonly<Record<string, boolean>>
export declare function setFuses(program: string): Promise<void>
export declare function readFuses(program: string): Promise<Record<string, boolean | undefined>>
