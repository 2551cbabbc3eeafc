/** The length of an SMS (3GPP TS 23.038): what its reader's operator counts, and what its sender pays. Pure. */

const GSM7 = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà')
/** Signs of the extension table: each takes two places. */
const ETENDUS = new Set('^{}\\[~]|€')

export type LongueurSms = { signes: number; segments: number; /** Signs that make the whole message costlier: none when it holds in the small alphabet. */ rares: readonly string[] }

/** How many signs and messages a text makes. One sign outside the small alphabet (« ’ », « ê ») brings every message from 160 signs down to 70. */
export function longueurSms(texte: string): LongueurSms {
  const lettres = [...texte]
  const rares = [...new Set(lettres.filter((c) => !GSM7.has(c) && !ETENDUS.has(c)))]
  const signes = rares.length > 0 ? texte.length : lettres.reduce((n, c) => n + (ETENDUS.has(c) ? 2 : 1), 0)
  const [seul, suite] = rares.length > 0 ? [70, 67] : [160, 153]
  return { signes, segments: signes === 0 ? 0 : signes <= seul ? 1 : Math.ceil(signes / suite), rares }
}
