import type { Maison } from '../../../kernel/maison.ts'
import type { Prestataire } from '../prestataire.ts'
import { BAC_A_SABLE, bacASable, ENTETES_BAC } from './bac-a-sable.ts'

/** Every adapter the program has, by the name that IROKO_PAIEMENT gives. */
const ADAPTATEURS: Readonly<Record<string, (maison: Maison) => Prestataire>> = { [BAC_A_SABLE]: bacASable }

/** Headers that some provider signs its notices with. */
export const ENTETES_AVIS: readonly string[] = [...ENTETES_BAC]

/** The providers that are open here, first offered first. */
export const listPrestataires = (maison: Maison): Prestataire[] => maison.reglages.prestataires.flatMap((nom) => ADAPTATEURS[nom]?.(maison) ?? [])

/** A provider that is open here, by its name. */
export const findPrestataire = (maison: Maison, nom: string): Prestataire | undefined => listPrestataires(maison).find((p) => p.nom === nom)

/** Refuses to start with a provider that the program does not know. */
export function exigerPrestataires({ reglages }: Maison): void {
  const inconnu = reglages.prestataires.find((nom) => !Object.hasOwn(ADAPTATEURS, nom))
  if (inconnu) throw new Error(`IROKO_PAIEMENT nomme un prestataire inconnu : « ${inconnu} ». Connus : ${Object.keys(ADAPTATEURS).join(', ')}`)
}
