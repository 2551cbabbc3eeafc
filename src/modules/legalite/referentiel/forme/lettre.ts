/** What the platform fills in a letter, and what it would be in an example. */
export const REMPLACES: readonly { nom: string; mots: string; exemple: string }[] = [
  { nom: 'objet', mots: 'le numéro et l’objet de l’acte', exemple: 'n° 2026-014 « Cession d’un terrain communal »' },
  { nom: 'commune', mots: 'le nom de la commune', exemple: 'Bohicon' },
  { nom: 'date', mots: 'le jour de l’acte', exemple: '5 octobre 2026' },
  { nom: 'transmis', mots: 'le jour de la transmission', exemple: '9 octobre 2026' },
  { nom: 'recu', mots: 'le jour de la réception', exemple: '9 octobre 2026' },
  { nom: 'reponse', mots: 'le dernier jour pour répondre', exemple: '26 octobre 2026' },
  { nom: 'motif', mots: 'le motif écrit par le préfet', exemple: 'Le prix n’est justifié par aucune évaluation.' },
  { nom: 'points', mots: 'les points de la grille à éclaircir', exemple: '– Régime du bien : le titre de propriété n’est pas joint.\n\n– Annexes : il manque le plan.' },
]

const NOM = /\{([^{}\n]{0,40})\}/g
/** Words between braces that nothing fills. */
export const inconnusDe = (texte: string): string[] => [...texte.matchAll(NOM)].map((m) => m[1]!).filter((nom) => !REMPLACES.some((r) => r.nom === nom))

/** A letter as it would begin for an example act. */
export const exempleDe = (texte: string): string => texte.replace(NOM, (tout, nom: string) => REMPLACES.find((r) => r.nom === nom)?.exemple ?? tout)
