/**
 * A number as people write it: spaces of any kind between thousands, decimal comma or point. `decimales` is how many
 * digits may follow it; with 0, « 1.500 » is one thousand five hundred. undefined when it is not such a number, or when
 * it could not be kept exactly (beyond 2^53).
 */
export function lireNombre(texte: string, decimales = 0): number | undefined {
  let net = texte.replace(/[\s\u00a0\u202f]/g, '').replace('−', '-')
  if (decimales === 0 && /^-?\d{1,3}(?:\.\d{3})+$/.test(net)) net = net.replaceAll('.', '')
  const m = /^(-?\d{1,16})(?:[.,](\d*))?$/.exec(net)
  if (!m) return undefined
  const suite = (m[2] ?? '').replace(/0+$/, '')
  if (suite.length > decimales) return undefined
  const n = Number(suite ? `${m[1]}.${suite}` : m[1])
  // -0 would be written « 0 » and come back as another value.
  return Math.abs(n) <= Number.MAX_SAFE_INTEGER ? n + 0 : undefined
}

/** A whole amount in FCFA, its unit written after it or not: « 1 500 », « 1.500 F CFA ». */
export function lireMontant(texte: string): number | undefined {
  return lireNombre(texte.replace(/\s*(?:f\s?cfa|cfa|xof|f)\.?\s*$/i, ''))
}
