import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { page } from '../../../kernel/module.ts'
import { findStation, getDemarche, getDossier, listReleve } from '../../demarches/index.ts'
import type { LigneReleve, Publiee } from '../../demarches/index.ts'
import { tache, tacheEntiere } from '../forme.ts'
import { bruts, lireParametres, pagination, trancheDe } from '../parametres.ts'
import { BASE, demarchesDe, mayTraiter, parTache, sujetTache } from '../porte.ts'
import { donneesDe, formulaireDe, lireTache, roleAttendu, serviceDe, statutDe, tacheDe } from '../traduire.ts'

const texte = z.string().min(1).max(200).optional()
const parametres = z.object({ mainTaskId: texte, fileId: texte, assigneeId: texte, ...pagination })

type Ligne = Pick<LigneReleve, 'id' | 'numero' | 'demarche' | 'version' | 'etat' | 'deposeLe' | 'station' | 'attend'>
const communDe = (l: Ligne, demarche: Publiee) => ({ taskId: tacheDe(l), assigneeId: l.attend[0] ?? '', roleId: roleAttendu(l.attend).id, created: l.deposeLe.toISOString(), description: l.numero, fileId: l.id, serviceId: serviceDe(l.demarche), serviceName: demarche.titre, eFormId: formulaireDe(l.demarche, l.version), status: statutDe(l.etat) })

/** What waits for somebody of the administration in the client's places: a file at a station. `assigneeId` is the key of a post. */
export const taches = page({
  path: `${BASE}/tasks`,
  facade: true,
  may: mayTraiter,
  titre: 'Tâches (médiateur)',
  query: bruts,
  output: z.array(tache),
  load: async (lu) => {
    const q = lireParametres(parametres, lu.query)
    const tranche = trancheDe(q)
    const nommes = [q.mainTaskId, q.fileId].filter((id) => id !== undefined)
    if (nommes.some((id) => !z.uuid().safeParse(id).success) || new Set(nommes).size > 1) return []
    const lignes = await listReleve(lu.db, lu.portee, { ...tranche, aTraiter: true, ...(nommes[0] ? { ids: [nommes[0]] } : {}), ...(q.assigneeId ? { attendu: q.assigneeId } : {}) })
    const demarches = await demarchesDe(lu.db, lignes)
    return lignes.map((l) => ({ ...communDe(l, demarches.get(l.id)!), mainTaskId: l.id, name: findStation(demarches.get(l.id)!, l.station)?.titre ?? '' }))
  },
})

/** One task, with the answers of its file; gone once the file has moved on. */
export const uneTache = page({
  path: `${BASE}/tasks/:taskId`,
  facade: true,
  may: mayTraiter,
  titre: 'Tâche (médiateur)',
  params: parTache,
  sujet: sujetTache,
  output: tacheEntiere,
  load: async ({ db, params }) => {
    const { dossierId, station } = lireTache(params.taskId)!
    const d = await getDossier(db, dossierId)
    if (d.station !== station || d.interne || !['depose', 'soumis', 'propose'].includes(d.etat)) throw new Introuvable('Cette tâche n’existe pas, ou elle est faite')
    const demarche = await getDemarche(db, d.demarche, d.version)
    const donnees = donneesDe(demarche, d.reponses)
    return { ...communDe({ ...d, numero: d.numero!, deposeLe: d.deposeLe! }, demarche), taskName: findStation(demarche, station)?.titre ?? '', formVariables: donnees, data: donnees }
  },
  consulte: (d) => `dossier:${d.fileId}`,
})
