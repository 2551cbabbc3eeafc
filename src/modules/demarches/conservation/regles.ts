import { z } from 'zod'
import { pluriel } from '../../../lib/francais.ts'
import { regle } from '../regle.ts'

const duree = { valeur: z.int().min(1).max(120), unite: z.enum(['mois', 'annees']) }

/** What becomes of a file once it is closed. `preavisJours`: days between the notice to its holder and what follows. */
export const gardeDossier = z.strictObject({ ...duree, depuis: z.enum(['decision', 'validite']), ensuite: z.enum(['archiver', 'effacer']), preavisJours: z.int().min(7).max(365), ...regle })
/** How long it stays in the archives; then it is erased. Without it, archives stay. */
export const gardeArchives = z.strictObject({ ...duree, ...regle })

export type Conservation = { brouillonJours: number; source: string; verifie: boolean; dossier?: z.infer<typeof gardeDossier> | undefined; archives?: z.infer<typeof gardeArchives> | undefined }

const direDuree = ({ valeur, unite }: { valeur: number; unite: 'mois' | 'annees' }): string => (unite === 'mois' ? `${valeur} mois` : pluriel(valeur, 'an'))

/** The rule in one sentence, for whoever files and whoever designs; undefined where no rule is written, and files stay. */
export function direConservation({ dossier, archives }: Pick<Conservation, 'dossier' | 'archives'>): string | undefined {
  if (!dossier) return undefined
  const depuis = dossier.depuis === 'validite' ? 'la fin de validité de son document' : 'la décision'
  const garde = `Un dossier clos est gardé ${direDuree(dossier)} après ${depuis}, puis `
  if (dossier.ensuite === 'effacer') return `${garde}effacé : il n’en reste que le numéro, les dates et l’issue. Le demandeur est prévenu ${dossier.preavisJours} jours avant.`
  const fin = archives ? ` ; ${direDuree(archives)} plus tard, il est effacé` : ''
  return `${garde}mis aux archives${fin}. Le demandeur est prévenu ${dossier.preavisJours} jours avant.`
}

/** What is wrong in a retention rule beyond its shape; in French. */
export function fautesConservation(conservation: Pick<Conservation, 'dossier' | 'archives'> | undefined, documente: boolean): string[] {
  const { dossier, archives } = conservation ?? {}
  return [
    ...(archives && dossier?.ensuite !== 'archiver' ? ['conservation.archives : un dossier n’y entre que si la règle du dossier est de l’archiver'] : []),
    ...(dossier?.depuis === 'validite' && !documente ? ['conservation.dossier.depuis : cette démarche ne donne pas de document qui aurait une fin de validité'] : []),
  ]
}
