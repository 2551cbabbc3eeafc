/** Addresses: what may become a link, and how a page's own address is changed. Pure. */

const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/**
 * The address when it may be put in `href`: http(s), mailto, tel, or relative to this site; otherwise undefined.
 * Control characters and spaces are dropped before reading the scheme, as browsers do (WHATWG URL §4.4), and
 * « //host » or « \\host » is refused because it silently leaves the site.
 */
export function hrefSur(href: string): string | undefined {
  // oxlint-disable-next-line no-control-regex -- browsers ignore these characters, so must the check
  const net = href.replace(/[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '')
  if (/^[\\/]{2}/.test(net)) return undefined
  const scheme = /^([a-z][a-z0-9+.-]*:)/i.exec(net)?.[1]?.toLowerCase()
  if (scheme && !SCHEMES.has(scheme)) return undefined
  return net
}

/** `chemin` (path and query) with some parameters set, or removed when undefined or ''. The order of the others is kept. */
export function avecParametres(chemin: string, changes: Readonly<Record<string, string | undefined>>): string {
  const sansAncre = chemin.split('#', 1)[0]!
  const [path = '', query = ''] = sansAncre.split('?', 2)
  const params = new URLSearchParams(query)
  for (const [nom, valeur] of Object.entries(changes)) {
    if (valeur === undefined || valeur === '') params.delete(nom)
    else params.set(nom, valeur)
  }
  const suite = params.toString()
  return suite ? `${path}?${suite}` : path
}

/** The parameters of a page's address, without those named; used to repeat filters as hidden fields. */
export function parametresDe(chemin: string, sauf: readonly string[] = []): [string, string][] {
  const query = chemin.split('#', 1)[0]!.split('?', 2)[1] ?? ''
  return [...new URLSearchParams(query)].filter(([nom]) => !sauf.includes(nom))
}
