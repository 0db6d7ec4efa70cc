import type { ConnectorDatabase } from './connector-database.ts';

export interface LastChosen<Ids> {
  readonly ids: Ids | undefined;
  remember(ids: Ids): void;
  forget(): void;
}

interface Schema<Ids> {
  safeParse(raw: unknown): { data?: Ids | undefined };
}

/** Which of several granted devices was the terminal's: the browser lists them in no stable order. */
export async function lastChosen<Ids>(
  database: ConnectorDatabase,
  key: 'last-serial-port' | 'last-usb-device',
  schema: Schema<Ids>,
): Promise<LastChosen<Ids>> {
  let ids = schema.safeParse(await database.get('settings', key)).data;
  return {
    get ids() {
      return ids;
    },
    remember(next) {
      ids = schema.safeParse(next).data;
      // Lost, it costs one more try at the next start.
      database.put('settings', ids, key).catch(() => {});
    },
    forget() {
      ids = undefined;
      // Left behind, it names a device that the browser does not grant any more.
      database.delete('settings', key).catch(() => {});
    },
  };
}
