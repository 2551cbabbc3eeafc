/** A file proposed to another person's account. */
export type Transfert = {
  id: string; dossierId: string; destination: string; demandeLe: Date; demandePar: string; expireLe: Date
  accepteLe: Date | null; closLe: Date | null; closComment: 'repris' | 'refuse' | 'remplace' | null
}

/** How long the personal link opens, in days: ours, for safety. */
export const JOURS = 7
/** Proposals on one file in any 24 hours: each is an SMS. */
export const PAR_JOUR = 3

/** Whether a proposal may still be accepted, or how it ended. */
export function etatTransfert(t: Pick<Transfert, 'accepteLe' | 'closLe' | 'closComment' | 'expireLe'>, maintenant: Date): 'ouvert' | 'accepte' | 'clos' | 'expire' {
  if (t.accepteLe !== null) return 'accepte'
  if (t.closLe !== null) return 'clos'
  return t.expireLe <= maintenant ? 'expire' : 'ouvert'
}
