import { momentRelatif, nombre } from '../../../lib/francais.ts'
import { listEchecs, listHoraires } from '../../../kernel/jobs/queries.ts'
import type { TacheEnEchec } from '../../../kernel/jobs/queries.ts'
import { page, permission } from '../../../kernel/module.ts'
import { BoutonSeul, Etiquette, Gabarit, ResumeErreurs, Tableau, Vide } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'

/** The queue: what waits, what runs, what failed and will be tried again. */
export const taches = page({
  path: '/administration/taches',
  may: permission('administration.voir'),
  titre: 'Tâches',
  gabarit: 'agent',
  load: async (lu) => {
    const [etats, echecs, horaires] = await Promise.all([lu.maison.file.etat(), listEchecs(lu.db), listHoraires(lu.db)])
    const noms = [...new Set([...lu.maison.modules.flatMap((m) => m.jobs.map((j) => j.nom)), ...etats.map((e) => e.nom)])].toSorted()
    const cron = new Map(horaires.map((h) => [h.nom, h.cron]))
    return { lignes: noms.map((nom) => ({ nom, cron: cron.get(nom), ...(etats.find((e) => e.nom === nom) ?? { attente: 0, encours: 0, echouees: 0 }) })), echecs, relance: !lu.porteePour('administration.taches').vide, ecrans: ecransDe(lu) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Tâches" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <ResumeErreurs vue={vue} />
      <h1>Tâches</h1>
      <h2 class="sr">Par sorte</h2>
      <Tableau
        vue={vue}
        legende="Tâches par sorte"
        dense
        lignes={d.lignes}
        cle={(t) => t.nom}
        colonnes={[
          { titre: 'Tâche', entete: true, cellule: (t) => <span class="code petit">{t.nom}</span> },
          { titre: 'Horaire', cellule: (t) => (t.cron ? <span class="code petit">{t.cron}</span> : <span class="discret">à la demande</span>) },
          { titre: 'En attente', nombre: true, cellule: (t) => <span>{nombre(Number(t.attente))}</span> },
          { titre: 'En cours', nombre: true, cellule: (t) => <span>{nombre(Number(t.encours))}</span> },
          { titre: 'Échouées', nombre: true, cellule: (t) => (Number(t.echouees) > 0 ? <Etiquette ton="tard">{nombre(Number(t.echouees))}</Etiquette> : <span>0</span>) },
        ]}
        vide={<Vide titre="Aucune tâche" />}
      />
      <h2>Ce qui a échoué</h2>
      <Tableau
        vue={vue}
        legende="Échecs, le dernier d’abord"
        dense
        lignes={d.echecs}
        cle={(e) => e.id}
        colonnes={[
          { titre: 'Tâche', entete: true, cellule: (e) => <span class="code petit">{e.nom}</span> },
          { titre: 'Demandée', cellule: (e) => <span>{momentRelatif(e.creeLe, vue.maintenant)}</span> },
          { titre: 'Essais', nombre: true, cellule: (e) => <span>{nombre(e.essais)}</span> },
          { titre: 'État', cellule: (e) => (e.etat === 'retry' ? <Etiquette ton="pause">Nouvel essai {momentRelatif(e.prochainLe, vue.maintenant)}</Etiquette> : <Etiquette ton="non">Abandonnée</Etiquette>) },
          { titre: 'Erreur', cellule: (e) => <span class="petit">{e.erreur || 'sans message'}</span> },
          ...(d.relance
            ? [
                {
                  titre: 'Action',
                  cellule: (e: TacheEnEchec) => (
                    <BoutonSeul vue={vue} action={`/administration/taches/${e.id}/relancer`} ton="lien" taille="petit">
                      Relancer<span class="sr"> la tâche {e.nom}</span>
                    </BoutonSeul>
                  ),
                },
              ]
            : []),
        ]}
        vide={<Vide titre="Rien n’a échoué">Une tâche qui échoue est tentée de nouveau huit fois, de plus en plus tard.</Vide>}
      />
    </Gabarit>
  ),
})
