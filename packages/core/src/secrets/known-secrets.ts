/** A form of secret that can be told by its text alone. */
export interface KnownSecret {
  /** What it is, for people. */
  readonly kind: string;
  /** Matches the secret itself; global, so that every one in a text is found. */
  readonly pattern: RegExp;
}

const known = (kind: string, source: string, flags = 'g'): KnownSecret => ({
  kind,
  // A token neither begins nor ends within a longer word.
  pattern: new RegExp(`(?<![A-Za-z0-9_])(?:${source})(?![A-Za-z0-9])`, flags),
});

/**
 * Forms of secrets with a prefix or structure of their own, from the vendors' documentation and the rules of
 * gitleaks and GitHub's secret scanning. The more exact form stands before the more general one.
 */
export const KNOWN_SECRETS: readonly KnownSecret[] = [
  {
    kind: 'private key',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]*-----|$)/g,
  },
  known('JSON Web Token', String.raw`eyJ[\w-]{8,2000}\.eyJ[\w-]{8,8000}\.[\w-]*`),
  known('GitHub token', String.raw`gh[opsur]_[A-Za-z0-9]{30,}|github_pat_\w{22,}`),
  known('GitLab token', String.raw`gl(?:pat|ptt|dt|rt|cbt|soat|agent|imt|ft)-[\w.-]{20,}`),
  known('Anthropic key', String.raw`sk-ant-[\w-]{20,}`),
  known('OpenRouter key', 'sk-or-v1-[a-f0-9]{40,}'),
  known('Stripe key', '[rs]k_(?:live|test)_[A-Za-z0-9]{16,}'),
  known('API key', String.raw`sk-(?:proj-|svcacct-|lf-)?[\w-]{20,}`),
  known('Slack token', 'xox[abceoprs]-[A-Za-z0-9-]{10,}|xapp-[0-9]-[A-Za-z0-9-]{10,}'),
  known('Slack webhook', String.raw`hooks\.slack\.com/(?:services|workflows)/[\w/+]{20,}`),
  known('Discord webhook', String.raw`discord(?:app)?\.com/api/webhooks/\d{10,}/[\w-]{30,}`),
  known('Zapier address', 'mcp\\.zapier\\.com/api/mcp/s/[A-Za-z0-9=+/]{20,}'),
  known('AWS key', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}'),
  known('Google key', String.raw`AIza[\w-]{35}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}`),
  known('npm token', 'npm_[A-Za-z0-9]{36}'),
  known('PyPI token', String.raw`pypi-[\w-]{50,}`),
  known('Hugging Face token', 'hf_[A-Za-z0-9]{30,}'),
  known('SendGrid key', String.raw`SG\.[\w-]{16,}\.[\w-]{16,}`),
  known('Notion token', '(?:ntn|secret)_[A-Za-z0-9]{40,}'),
  known('Linear key', 'lin_(?:api|oauth)_[A-Za-z0-9]{30,}'),
  known('Figma token', String.raw`fig[dou]_[\w-]{30,}`),
  known('Atlassian token', String.raw`ATATT3[\w=-]{20,}`),
  known('Supabase token', 'sb(?:p|_secret)_[A-Za-z0-9_-]{20,}'),
  known('Shopify token', 'shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}'),
  known('DigitalOcean token', 'do[opr]_v1_[a-f0-9]{64}'),
  known('Sentry token', String.raw`sntry[su]_[\w=+/-]{30,}`),
  known('Grafana token', String.raw`glsa_\w{30,}|glc_[\w=+/-]{30,}`),
  known('Docker token', String.raw`dckr_[op]at_[\w-]{20,}`),
  known('Vault token', String.raw`hv[sbr]\.[\w-]{20,}`),
  known('Databricks token', 'dapi[a-f0-9]{32}'),
  known('Postman key', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}'),
  known('Telegram bot token', String.raw`\d{8,10}:AA[\w-]{32,34}`),
  known('age key', 'AGE-SECRET-KEY-1[0-9A-Z]{50,}'),
  known('Brave key', String.raw`BSA[\w-]{20,}`),
  known(
    'service key',
    String.raw`(?:tvly|pplx|xai|nvapi|fc|ctx7sk|apify_api|gsk|r8|e2b|phx|phc|dp\.pt|pul|rnd|vcp|fal|jina|mcp_at)[-_.][\w-]{20,}`,
  ),
];
