/** The tables of this package. */
export type AuthSchema = {
  tokens: {
    token_id: string;
    token_hash: string;
    name: string;
    /** JSON lists. */
    permissions: string;
    clients: string | null;
    profiles: string | null;
    created_at: string;
    expires_at: string | null;
    revoked_at: string | null;
  };
  token_usage: {
    token_id: string;
    usage_count: number;
    last_used_at: string;
  };
};
