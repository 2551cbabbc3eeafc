import { dateSimple, nombre, pluriel, pourCent } from '../../../lib/francais.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Actions, Bouton, Choix, Formulaire, Gabarit, Panneau, Tableau, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { listEnVigueur } from '../definition.queries.ts'
import { mayNoter } from '../dossier.ts'
import type { Dossier } from '../dossier.ts'
import { listBilans, listRemarques } from '../satisfaction.queries.ts'
import type { Satisfaction } from '../satisfaction.queries.ts'

const NOTES = ['Très difficile', 'Difficile', 'Ni l’un ni l’autre', 'Facile', 'Très facile']
const REMARQUES_AU_PLUS = 50

/** One question, after the decision; what was answered, afterwards. */
export function MonAvis({ vue, dossier, avis }: { vue: Vue; dossier: Dossier; avis: Satisfaction | undefined }) {
  if (!mayNoter(dossier)) return null
  return (
    <Panneau titre="Votre avis" id="avis">
      {avis ? (
        <p>
          Vous avez répondu « {NOTES[avis.note - 1]} », le {dateSimple(avis.donneeLe)}. Merci.
        </p>
      ) : (
        <Formulaire vue={vue} action={`/suivi/${dossier.id}/satisfaction`}>
          <Choix vue={vue} nom="note" libelle="Comment cette démarche s’est-elle passée ?" options={NOTES.map((libelle, i) => ({ valeur: String(i + 1), libelle })).toReversed()} />
          <ZoneTexte vue={vue} nom="remarque" libelle="Que faut-il changer ?" aide="Lu par le bureau, sans votre nom" facultatif lignes={3} max={500} />
          <Actions>
            <Bouton ton="second">Envoyer mon avis</Bouton>
          </Actions>
        </Formulaire>
      )}
    </Panneau>
  )
}

/** What people thought, by procedure, and what they wrote, without saying who. */
export const satisfaction = page({
  path: '/satisfaction',
  may: permission('demarches.lire'),
  titre: 'Avis des usagers',
  gabarit: 'agent',
  load: async ({ db, portee }) => {
    const titres = new Map((await listEnVigueur(db)).map((d) => [d.code, d.titre]))
    const titrer = <L extends { demarche: string }>(lignes: readonly L[]) => lignes.map((l) => ({ ...l, titre: titres.get(l.demarche) ?? l.demarche }))
    return { bilans: titrer(await listBilans(db, portee)), remarques: titrer(await listRemarques(db, portee, REMARQUES_AU_PLUS)) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Avis des usagers" genre="agent" ariane={[{ libelle: 'Dossiers', href: '/dossiers' }]}>
      <h1>Avis des usagers</h1>
      <p class="chapeau">Une question posée après la décision, de 1 (très difficile) à 5 (très facile). Les avis sont lus sans le nom des personnes.</p>
      <Tableau
        vue={vue}
        legende="Avis par démarche"
        lignes={d.bilans}
        cle={(l) => l.demarche}
        colonnes={[
          { titre: 'Démarche', entete: true, cellule: (l) => l.titre },
          { titre: 'Décisions', nombre: true, cellule: (l) => nombre(l.rendus) },
          { titre: 'Avis', nombre: true, cellule: (l) => nombre(l.avis) },
          { titre: 'Note moyenne', nombre: true, cellule: (l) => (l.moyenne === null ? <span class="discret">aucune</span> : `${nombre(l.moyenne, 1)} sur 5`) },
          { titre: 'Facile ou très facile', nombre: true, cellule: (l) => (l.avis === 0 ? '' : pourCent(l.contents / l.avis)) },
        ]}
        vide={<p>Aucune décision n’est encore rendue.</p>}
      />
      {d.remarques.length > 0 ? (
        <section class="pile" aria-labelledby="remarques">
          <h2 id="remarques">{pluriel(d.remarques.length, 'remarque', 'remarques')}, de la plus récente à la plus ancienne</h2>
          <ul class="simple pile">
            {d.remarques.map((r, i) => (
              <li key={i}>
                « {r.remarque} »
                <br />
                <span class="discret">
                  {r.titre}, {r.note} sur 5, {dateSimple(r.donneeLe)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Gabarit>
  ),
})
