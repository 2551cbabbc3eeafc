/** Whether a text looks like an e-mail address: one @, a name before it, a domain with a dot after it. A message alone proves more. */
export const estCourriel = (texte: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(texte)
