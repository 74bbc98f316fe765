/** The options that name a profile. */
export interface ProfileOptions {
  readonly client: string;
  readonly profile: string;
}

/** The same as operations call them. */
export function profileKey({ client, profile }: ProfileOptions): { client_id: string; profile_id: string } {
  return { client_id: client, profile_id: profile };
}

/** The options with which a next command names the same profile; nothing for what is the default. */
export function profileFlags({ client, profile }: ProfileOptions): string {
  return ` -c ${client}${profile === 'default' ? '' : ` -p ${profile}`}`;
}
