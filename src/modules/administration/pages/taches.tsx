import { z } from 'zod'
import { direCron } from '../../../lib/cron.ts'
import { dateChiffres, heure, momentRelatif, nombre } from '../../../lib/francais.ts'
import { paginer, ranger } from '../../../lib/liste.ts'
import { exporter, format } from '../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import { listEchecs, listHoraires } from '../../../kernel/jobs/queries.ts'
import type { TacheEnEchec } from '../../../kernel/jobs/queries.ts'
import { page, permission } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { BoutonSeul, Etiquette, Exports, Filtre, Filtres, Gabarit, Pages, ResumeErreurs, Tableau, Vide } from '../../../ui/index.ts'
import type { Colonne } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { ecransDe, Menu } from '../menu.tsx'

type Sorte = { nom: string; titre: string; horaire: string; attente: number; encours: number; echouees: number }
type Echec = TacheEnEchec & { titre: string }

const ETATS = { retry: 'Nouvel essai prévu', failed: 'Abandonnée' } as const
const exportSortes: readonly ColonneExport<Sorte>[] = [['Tâche', (t) => t.titre], ['Horaire', (t) => t.horaire], ['En attente', (t) => t.attente], ['En cours', (t) => t.encours], ['Échouées', (t) => t.echouees]]
const exportEchecs: readonly ColonneExport<Echec>[] = [['Tâche', (e) => e.titre], ['Demandée le', (e) => `${dateChiffres(e.creeLe)}, ${heure(e.creeLe)}`], ['Essais', (e) => e.essais], ['État', (e) => ETATS[e.etat]], ['Erreur', (e) => e.erreur]]

async function charger(lu: Pick<Lecture, 'db' | 'maison'>): Promise<{ sortes: Sorte[]; echecs: Echec[] }> {
  const [etats, echecs, horaires] = await Promise.all([lu.maison.file.etat(), listEchecs(lu.db), listHoraires(lu.db)])
  const titres = new Map(lu.maison.modules.flatMap((m) => m.jobs.map((j) => [j.nom, j.titre ?? j.nom] as const)))
  const horaire = new Map(horaires.map((h) => [h.nom, direCron(h.cron)]))
  const noms = [...new Set([...titres.keys(), ...etats.map((e) => e.nom)])]
  const sortes = noms.map((nom): Sorte => {
    const etat = etats.find((e) => e.nom === nom)
    return { nom, titre: titres.get(nom) ?? nom, horaire: horaire.get(nom) ?? '', attente: Number(etat?.attente ?? 0), encours: Number(etat?.encours ?? 0), echouees: Number(etat?.echouees ?? 0) }
  })
  return { sortes: ranger(sortes, 'titre', { titre: (t) => t.titre }), echecs: echecs.map((e) => ({ ...e, titre: titres.get(e.nom) ?? e.nom })) }
}

/** The queue: what waits, what runs, what failed and will be tried again. */
export const taches = page({
  path: '/administration/taches',
  may: permission('administration.voir'),
  titre: 'Tâches',
  gabarit: 'agent',
  query: z.object({ tache: z.string().max(80).optional(), etat: z.string().max(20).optional(), tri: z.string().max(20).optional(), apres: z.uuid().optional(), liste: z.string().max(20).optional(), format }),
  load: async (lu) => {
    const { query: q } = lu
    const { sortes: toutes, echecs: tous } = await charger(lu)
    const voulue = (t: { nom: string }) => !q.tache || t.nom === q.tache
    const sortes = ranger(toutes.filter(voulue), q.tri, { titre: (t) => t.titre, attente: (t) => t.attente, encours: (t) => t.encours, echouees: (t) => t.echouees })
    const echecs = ranger(tous.filter((e) => voulue(e) && (!q.etat || e.etat === q.etat)), q.tri, { tache: (e) => e.titre, demandee: (e) => e.creeLe, essais: (e) => e.essais })
    const { lignes, suivant } = paginer(echecs, q.apres, (e) => e.id)
    return { sortes, echecs, lignes, suivant, q, choix: toutes.map((t) => ({ valeur: t.nom, libelle: t.titre })), relance: !lu.porteePour('administration.taches').vide, ecrans: ecransDe(lu) }
  },
  corps: ({ q, sortes, echecs }) => (q.format ? (q.liste === 'echecs' ? exporter('taches-en-echec', exportEchecs, echecs, q.format) : exporter('taches', exportSortes, sortes, q.format)) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Tâches" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <ResumeErreurs vue={vue} />
      <h1>Tâches</h1>
      <Filtres vue={vue} libelle="Filtrer les tâches">
        <Filtre vue={vue} nom="tache" libelle="Tâche" tous="Toutes" options={d.choix} />
        <Filtre vue={vue} nom="etat" libelle="Échecs" tous="Tous" options={Object.entries(ETATS).map(([valeur, libelle]) => ({ valeur, libelle }))} />
      </Filtres>
      <h2 class="sr">Par sorte</h2>
      <Tableau vue={vue} legende="Tâches par sorte" dense lignes={d.sortes} cle={(t) => t.nom} colonnes={COLONNES} vide={<Vide titre="Aucune tâche" />} />
      <Exports vue={vue} liste="sortes" libelle="Exporter les tâches par sorte" />
      <h2>Ce qui a échoué</h2>
      <Tableau vue={vue} legende="Échecs" dense lignes={d.lignes} cle={(e) => e.id} colonnes={colonnesEchecs(vue, d.relance)} vide={<Vide titre="Rien n’a échoué">Une tâche qui échoue est tentée de nouveau huit fois, de plus en plus tard.</Vide>} />
      <Pages vue={vue} apres={d.suivant} />
      <Exports vue={vue} liste="echecs" libelle="Exporter les échecs" />
    </Gabarit>
  ),
})

const COLONNES: readonly Colonne<Sorte>[] = [
  { titre: 'Tâche', tri: 'titre', entete: true, cellule: (t) => <span>{t.titre}</span> },
  { titre: 'Horaire', cellule: (t) => (t.horaire ? <span>{t.horaire}</span> : <span class="discret">À la demande</span>) },
  { titre: 'En attente', tri: 'attente', nombre: true, cellule: (t) => <span>{nombre(t.attente)}</span> },
  { titre: 'En cours', tri: 'encours', nombre: true, cellule: (t) => <span>{nombre(t.encours)}</span> },
  { titre: 'Échouées', tri: 'echouees', nombre: true, cellule: (t) => (t.echouees > 0 ? <Etiquette ton="tard">{nombre(t.echouees)}</Etiquette> : <span>0</span>) },
]

function colonnesEchecs(vue: Vue, relance: boolean): Colonne<Echec>[] {
  const action: Colonne<Echec> = {
    titre: 'Action',
    cellule: (e) => (
      <BoutonSeul vue={vue} action={`/administration/taches/${e.id}/relancer`} ton="lien" taille="petit">
        Relancer<span class="sr"> la tâche « {e.titre} »</span>
      </BoutonSeul>
    ),
  }
  return [
    { titre: 'Tâche', tri: 'tache', entete: true, cellule: (e) => <span>{e.titre}</span> },
    { titre: 'Demandée', tri: 'demandee', cellule: (e) => <span>{momentRelatif(e.creeLe, vue.maintenant)}</span> },
    { titre: 'Essais', tri: 'essais', nombre: true, cellule: (e) => <span>{nombre(e.essais)}</span> },
    { titre: 'État', cellule: (e) => (e.etat === 'retry' ? <Etiquette ton="pause">Nouvel essai {momentRelatif(e.prochainLe, vue.maintenant)}</Etiquette> : <Etiquette ton="non">{ETATS.failed}</Etiquette>) },
    { titre: 'Erreur', cellule: (e) => <span class="petit">{e.erreur || 'sans message'}</span> },
    ...(relance ? [action] : []),
  ]
}
