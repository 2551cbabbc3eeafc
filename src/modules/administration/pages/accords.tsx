import { z } from 'zod'
import { dateChiffres, dateHeure, dateSimple, momentRelatif } from '../../../lib/francais.ts'
import { paginer, ranger, trouve } from '../../../lib/liste.ts'
import { exporter, format } from '../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import { listAccords } from '../../../kernel/identite/accord.queries.ts'
import type { Accord } from '../../../kernel/identite/accord.queries.ts'
import { genresAccord } from '../../../kernel/identite/accord.ts'
import { ChampSecondFacteur } from '../../../kernel/identite/champ-second-facteur.tsx'
import { clesAccesPossibles } from '../../../kernel/identite/cle-acces.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Actions, Bande, Bouton, BoutonSeul, Etiquette, Exports, Filtre, Filtres, Formulaire, Gabarit, Pages, Panneau, Recap, ResumeErreurs, Tableau, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'

const ETATS = { accordee: { mot: 'Accordée', ton: 'fait' }, refusee: { mot: 'Refusée', ton: 'non' }, perimee: { mot: 'Périmée', ton: 'neutre' } } as const
const etatDe = (a: Accord): keyof typeof ETATS => (a.accorde === true ? 'accordee' : a.accorde === false ? 'refusee' : 'perimee')

const colonnesExport: readonly ColonneExport<Accord>[] = [
  ['Demande', (a) => a.libelle],
  ['Demandée par', (a) => a.demandeur],
  ['Demandée le', (a) => dateChiffres(a.demandeLe)],
  ['Tranchée par', (a) => a.trancheur ?? ''],
  ['Tranchée le', (a) => (a.trancheLe ? dateChiffres(a.trancheLe) : '')],
  ['État', (a) => ETATS[etatDe(a)].mot],
]

/** What waits for a second person, and what was settled lately. */
export const accords = page({
  path: '/administration/accords',
  may: permission('administration.accorder'),
  titre: 'Ce qui se fait à deux',
  gabarit: 'agent',
  query: z.object({ cherche: z.string().max(100).optional(), etat: z.string().max(20).optional(), tri: z.string().max(20).optional(), apres: z.uuid().optional(), format }),
  load: async (lu) => {
    const { query: q } = lu
    const genres = genresAccord(lu.maison)
    const nommer = (a: Accord) => ({ ...a, sorte: genres.get(a.genre)?.libelle ?? a.genre })
    const tous = await listAccords(lu.db, 'tranches', lu.maintenant)
    const tranches = ranger(tous.filter((a) => (!q.etat || etatDe(a) === q.etat) && trouve([a.libelle, a.demandeur, a.trancheur], q.cherche)), q.tri, { demande: (a) => a.libelle, demandee: (a) => a.demandeLe, tranchee: (a) => a.trancheLe })
    const detailler = async (a: Accord) => ({ ...nommer(a), details: (await genres.get(a.genre)?.detailler?.(lu.db, a.donnees)) ?? [] })
    return {
      attente: await Promise.all((await listAccords(lu.db, 'attente', lu.maintenant)).map(detailler)),
      tranches,
      page: paginer(tranches, q.apres, (a) => a.id),
      format: q.format,
      moi: lu.acteur.genre === 'agent' ? lu.acteur.id : '',
      cle: clesAccesPossibles(lu.maison),
      ecrans: ecransDe(lu),
    }
  },
  corps: (d) => (d.format ? exporter('demandes-a-deux', colonnesExport, d.tranches, d.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Ce qui se fait à deux" genre="agent" scripts={d.cle ? ['cle-acces.js'] : []}>
      <Menu vue={vue} ecrans={d.ecrans} />
      <ResumeErreurs vue={vue} />
      <Bande titre="Ce qui se fait à deux" actions={<Bouton href="/administration/accords/demander" ton="second">Faire une demande</Bouton>} />
      <p class="discret">Donner un poste qui signe, renouveler une clé, révoquer en nombre : l’un demande, un autre accorde. La base de données elle-même refuse que ce soit la même personne.</p>
      <h2>En attente</h2>
      {d.attente.length === 0 ? <Vide titre="Rien n’attend votre accord">Les demandes des autres arrivent ici ; elles valent sept jours.</Vide> : null}
      {d.attente.map((a) => (
        <Demande key={a.id} a={a} sienne={a.demandePar === d.moi} cle={d.cle} vue={vue} />
      ))}
      <h2>Tranchées</h2>
      <Filtres vue={vue} libelle="Filtrer les demandes tranchées">
        <Filtre vue={vue} nom="cherche" libelle="Demande ou nom" type="search" />
        <Filtre vue={vue} nom="etat" libelle="État" tous="Tous" options={Object.entries(ETATS).map(([valeur, { mot }]) => ({ valeur, libelle: mot }))} />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Demandes tranchées ou périmées"
        dense
        lignes={d.page.lignes}
        cle={(a) => a.id}
        colonnes={[
          { titre: 'Demande', tri: 'demande', entete: true, cellule: (a) => <span class="normal">{a.libelle}</span> },
          { titre: 'Par', tri: 'demandee', cellule: (a) => <span>{a.demandeur}, {dateSimple(a.demandeLe)}</span> },
          { titre: 'Tranchée', tri: 'tranchee', cellule: (a) => <span>{a.trancheLe ? `${a.trancheur}, ${momentRelatif(a.trancheLe, vue.maintenant)}` : ''}</span> },
          { titre: 'État', cellule: (a) => <Etiquette ton={ETATS[etatDe(a)].ton}>{ETATS[etatDe(a)].mot}</Etiquette> },
        ]}
        vide={<p class="discret">Aucune ne correspond.</p>}
      />
      <Pages vue={vue} apres={d.page.suivant} />
      <Exports vue={vue} libelle="Exporter les demandes tranchées" />
    </Gabarit>
  ),
})

function Demande({ a, sienne, cle, vue }: { a: Accord & { sorte: string; details: { titre: string; valeur: string }[] }; sienne: boolean; cle: boolean; vue: Vue }) {
  const ouverte = vue.saisie._accord === a.id
  return (
    <Panneau niveau={3} titre={a.sorte} id={`accord-${a.id}`} ton={sienne ? undefined : 'att'}>
      <p>
        <b>{a.libelle}</b>
      </p>
      {a.details.length > 0 ? <Recap serre lignes={a.details.map((l) => ({ titre: <span class="code">{l.titre}</span>, valeur: l.valeur }))} /> : null}
      <p class="petit discret">
        Demandé par {a.demandeur}, {momentRelatif(a.demandeLe, vue.maintenant)} ; à trancher avant {dateHeure(a.expireLe)}
      </p>
      {sienne ? (
        <div class="rang">
          <Etiquette ton="cours">Attend une autre personne</Etiquette>
          <BoutonSeul vue={vue} action={`/administration/accords/${a.id}/refuser`} ton="lien" taille="petit">
            Retirer ma demande
          </BoutonSeul>
        </div>
      ) : (
        <>
          <details open={ouverte}>
            <summary>Accorder</summary>
            <Formulaire vue={vue} action={`/administration/accords/${a.id}/accorder`}>
              <input type="hidden" name="_accord" value={a.id} />
              <ChampSecondFacteur vue={vue} id={ouverte ? 'champ-_code' : `code-${a.id}`} cle={cle} verbe="Accorder" />
              <Actions>
                <Bouton>Accorder</Bouton>
              </Actions>
            </Formulaire>
          </details>
          <BoutonSeul vue={vue} action={`/administration/accords/${a.id}/refuser`} ton="danger" taille="petit">
            Refuser
          </BoutonSeul>
        </>
      )}
    </Panneau>
  )
}
