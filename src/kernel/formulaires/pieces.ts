/** What proves who somebody is, in Benin: the code kept, and what the screens call it. */
export const PIECES = {
  cip: 'CIP, certificat d’identification personnelle',
  cni: 'Carte d’identité biométrique',
  passeport: 'Passeport',
  sejour: 'Carte de séjour',
} as const
export type PieceIdentite = keyof typeof PIECES

export const estPiece = (code: unknown): code is PieceIdentite => typeof code === 'string' && Object.hasOwn(PIECES, code)
