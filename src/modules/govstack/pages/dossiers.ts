import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { referencesDe } from '../../../kernel/formulaires/index.ts'
import { page } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { getDemarche, getDossier, listReleve } from '../../demarches/index.ts'
import { listDemandes, listDeposes } from '../demande.queries.ts'
import { dossier, dossierListe } from '../forme.ts'
import { bruts, lireParametres, pagination, trancheDe } from '../parametres.ts'
import { BASE, clientDe, demarchesDe, findService, mayLire, parDossier, sujetFichier } from '../porte.ts'
import { dossierDe, ligneDe } from '../traduire.ts'

const parametres = z.object({ serviceId: z.uuid('un identifiant de service').optional(), applicantId: z.string().min(1).max(200).optional(), ...pagination })

/** The only files this client may see, when it does not read all those of its places, or when one applicant is named. */
async function restreindre(lu: Pick<Lecture, 'db' | 'acteur' | 'porteePour'>, applicantId: string | undefined): Promise<string[] | undefined> {
  const tout = !lu.porteePour('demarches.lire').vide
  if (tout && applicantId === undefined) return undefined
  const siens = await listDeposes(lu.db, clientDe(lu.acteur).id, applicantId)
  // A file that no client filed is its own applicant: nobody's name is given.
  return tout && z.uuid().safeParse(applicantId).success ? [...siens, applicantId!] : siens
}

/** Files of the client's places, latest first unless asked otherwise. */
export const dossiers = page({
  path: `${BASE}/applications`,
  facade: true,
  may: mayLire,
  titre: 'Dossiers (médiateur)',
  query: bruts,
  output: z.array(dossierListe),
  load: async (lu) => {
    const q = lireParametres(parametres, lu.query)
    const tranche = trancheDe(q)
    const code = q.serviceId && (await findService(lu.db, q.serviceId))?.code
    if (q.serviceId && !code) return []
    const ids = await restreindre(lu, q.applicantId)
    const lignes = await listReleve(lu.db, lu.portee, { ...tranche, ...(code ? { demarche: code } : {}), ...(ids ? { ids } : {}) })
    const [demarches, demandes] = await Promise.all([demarchesDe(lu.db, lignes), listDemandes(lu.db, lignes.map((l) => l.id))])
    return lignes.filter((l) => q.applicantId === undefined || (demandes.get(l.id)?.demandeurId ?? l.id) === q.applicantId).map((l) => ligneDe(l, demarches.get(l.id)!, demandes.get(l.id)?.demandeurId ?? l.id, []))
  },
})

/** A whole file as the descriptions write it. Throws `Introuvable` for a client that only sees what it filed. */
export async function lireDossier(lu: { db: Db } & Pick<Lecture, 'acteur' | 'porteePour'>, id: string): Promise<z.infer<typeof dossier>> {
  const d = await getDossier(lu.db, id)
  const demande = (await listDemandes(lu.db, [id])).get(id)
  if (lu.porteePour('demarches.lire').vide && lu.porteePour('demarches.instruire').vide && demande?.jetonId !== clientDe(lu.acteur).id) throw new Introuvable('Ce dossier n’existe pas, ou n’est pas de votre territoire')
  if (d.etat === 'brouillon' || d.interne) throw new Introuvable('Ce dossier n’est pas déposé')
  return dossierDe(d, await getDemarche(lu.db, d.demarche, d.version), demande, referencesDe(d.reponses))
}

/** One file. Who opened it is written in the register of consultations. */
export const unDossier = page({
  path: `${BASE}/applications/:fileId`,
  facade: true,
  may: mayLire,
  titre: 'Dossier (médiateur)',
  params: parDossier,
  sujet: sujetFichier,
  output: dossier,
  load: async (lu) => lireDossier(lu, lu.params.fileId),
  consulte: (d) => `dossier:${d.fileId}`,
})
