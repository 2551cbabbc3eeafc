const NAVIGATEURS: readonly [RegExp, string][] = [
  [/\bOPR\/|Opera Mini/, 'Opera'],
  [/\bEdg/, 'Edge'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const SYSTEMES: readonly [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iPhone ou iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/KaiOS/, 'KaiOS'],
  [/Linux/, 'Linux'],
]

/** « Chrome sur Android », from what the browser says of itself; « Appareil inconnu » when it says nothing known. */
export function nommerAppareil(texte: string): string {
  const navigateur = NAVIGATEURS.find(([motif]) => motif.test(texte))?.[1]
  const systeme = SYSTEMES.find(([motif]) => motif.test(texte))?.[1]
  if (navigateur && systeme) return `${navigateur} sur ${systeme}`
  return navigateur ?? systeme ?? 'Appareil inconnu'
}
