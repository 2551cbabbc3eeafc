import { z } from 'zod'
import { dateChiffres, dateSimple, momentRelatif } from '../../../lib/francais.ts'
import { paginer, ranger, trouve } from '../../../lib/liste.ts'
import { exporter, format } from '../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import { listJetons } from '../../../kernel/identite/jeton.queries.ts'
import type { Jeton } from '../../../kernel/identite/jeton.queries.ts'
import { page, permission } from '../../../kernel/module.ts'
import type { Module } from '../../../kernel/module.ts'
import { Actions, Avis, Bande, Bouton, BoutonSeul, Cases, DateChamp, Etiquette, Exports, Filtre, Filtres, Formulaire, Gabarit, Pages, ResumeErreurs, Tableau, Texte, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { ecransDe, Menu } from '../menu.tsx'

const may = permission('administration.jetons')

/** Every permission of the house, with its module: a token is given some of them. */
export const permissionsDe = (modules: readonly Module[]): { nom: string; libelle: string; module: string }[] => modules.flatMap((m) => Object.entries(m.permissions).map(([nom, libelle]) => ({ nom, libelle, module: m.titre })))

const ETATS = { service: { mot: 'En service', ton: 'bon' }, expire: { mot: 'Expiré', ton: 'neutre' }, revoque: { mot: 'Révoqué', ton: 'non' } } as const
const etatDe = (j: Jeton, maintenant: Date): keyof typeof ETATS => (j.revoqueLe ? 'revoque' : j.expireLe > maintenant ? 'service' : 'expire')

type Ligne = Jeton & { droits: string[]; lieux: string[]; etat: keyof typeof ETATS }
const colonnesExport: readonly ColonneExport<Ligne>[] = [
  ['Jeton', (j) => j.nom],
  ['Client du médiateur', (j) => j.client ?? ''],
  ['Peut', (j) => j.droits.join(' ; ')],
  ['Où', (j) => j.lieux.join(', ')],
  ['Créé le', (j) => dateChiffres(j.creeLe)],
  ['Jusqu’au', (j) => dateChiffres(j.expireLe)],
  ['Vu le', (j) => (j.vuLe ? dateChiffres(j.vuLe) : '')],
  ['État', (j) => ETATS[j.etat].mot],
]

/** The API tokens: what each may do, where, until when, and when it last served. */
export const jetons = page({
  path: '/administration/jetons',
  may,
  titre: 'Jetons',
  gabarit: 'agent',
  query: z.object({ cherche: z.string().max(100).optional(), etat: z.string().max(20).optional(), tri: z.string().max(20).optional(), apres: z.uuid().optional(), format }),
  load: async (lu) => {
    const { query: q } = lu
    const libelles = new Map(permissionsDe(lu.maison.modules).map((p) => [p.nom, p.libelle]))
    const tous = (await listJetons(lu.db, lu.maintenant)).map((j): Ligne => ({ ...j, etat: etatDe(j, lu.maintenant), droits: j.permissions.map((p) => libelles.get(p) ?? p), lieux: j.territoires.map((t) => (t === 'BJ' ? 'Tout le pays' : (lu.maison.territoires.trouver(t)?.nom ?? t))) }))
    const choisis = ranger(tous.filter((j) => (!q.etat || j.etat === q.etat) && trouve([j.nom, j.client, ...j.droits, ...j.lieux], q.cherche)), q.tri, { nom: (j) => j.nom, fin: (j) => j.expireLe, vu: (j) => j.vuLe })
    return { choisis, ...paginer(choisis, q.apres, (j) => j.id), format: q.format, ecrans: ecransDe(lu), maintenant: lu.maintenant }
  },
  corps: (d) => (d.format ? exporter('jetons', colonnesExport, d.choisis, d.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Jetons" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <Bande titre="Jetons d’accès" actions={<Bouton href="/administration/jetons/nouveau">Créer un jeton</Bouton>} />
      <p class="discret">
        Un jeton ouvre l’<a href="/api">interface de programmation</a> à un logiciel, avec certains droits, dans certains lieux, pour un temps. Un client du médiateur d’information a les mêmes limites, et un nom au lieu d’un secret.
      </p>
      <h2 class="sr">Jetons créés</h2>
      <Filtres vue={vue} libelle="Filtrer les jetons">
        <Filtre vue={vue} nom="cherche" libelle="Nom, droit ou lieu" type="search" />
        <Filtre vue={vue} nom="etat" libelle="État" tous="Tous" options={Object.entries(ETATS).map(([valeur, { mot }]) => ({ valeur, libelle: mot }))} />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Jetons"
        lignes={d.lignes}
        cle={(j) => j.id}
        colonnes={[
          { titre: 'Jeton', tri: 'nom', entete: true, cellule: (j) => <NomJeton jeton={j} /> },
          { titre: 'Peut', cellule: (j) => j.droits.join(' ; ') },
          { titre: 'Où', cellule: (j) => <span>{j.lieux.join(', ')}</span> },
          { titre: 'Jusqu’au', tri: 'fin', cellule: (j) => <span>{dateSimple(j.expireLe)}</span> },
          { titre: 'Vu', tri: 'vu', cellule: (j) => <span>{j.vuLe ? momentRelatif(j.vuLe, d.maintenant) : 'jamais'}</span> },
          { titre: 'État', cellule: (j) => <Etiquette ton={ETATS[j.etat].ton}>{ETATS[j.etat].mot}</Etiquette> },
          {
            titre: 'Geste',
            cellule: (j) =>
              // An expired client keeps its name taken until it is revoked.
              j.etat === 'revoque' || (j.etat === 'expire' && !j.client) ? (
                ''
              ) : (
                <BoutonSeul vue={vue} action={`/administration/jetons/${j.id}/revoquer`} ton="danger" taille="petit">
                  Révoquer
                </BoutonSeul>
              ),
          },
        ]}
        vide={<Vide titre="Aucun jeton ne correspond">Enlevez un filtre, ou créez-en un pour relier un autre logiciel.</Vide>}
      />
      <Pages vue={vue} apres={d.suivant} />
      <Exports vue={vue} />
    </Gabarit>
  ),
})

function NomJeton({ jeton }: { jeton: Ligne }) {
  return (
    <>
      {jeton.nom}
      {jeton.client ? (
        <>
          <br />
          <span class="code petit normal">{jeton.client}</span>
        </>
      ) : null}
    </>
  )
}

/** Creates a token. */
export const nouveauJeton = page({
  path: '/administration/jetons/nouveau',
  may,
  titre: 'Créer un jeton',
  gabarit: 'agent',
  load: async (lu) => ({ permissions: permissionsDe(lu.maison.modules).filter((p) => !lu.maison.modules.some((m) => m.personnelles?.includes(p.nom))), fin: new Date(lu.maintenant.getTime() + 365 * 86_400_000).toISOString().slice(0, 10), ecrans: ecransDe(lu) }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Créer un jeton" genre="agent">
      <Menu vue={vue} ecrans={d.ecrans} />
      <div class="formulaire pile">
        <ResumeErreurs vue={vue} />
        <h1>Créer un jeton</h1>
        <Formulaire vue={vue} action="/administration/jetons">
          <Texte vue={vue} nom="nom" libelle="À quoi il sert" aide="Par exemple : caisse de retraite, lecture des dossiers" max={80} autocomplete="off" />
          <Cases vue={vue} nom="permissions" libelle="Ce qu’il peut faire" options={d.permissions.map((p) => ({ valeur: p.nom, libelle: p.libelle, aide: p.module }))} />
          <Texte vue={vue} nom="territoires" libelle="Où" aide="Noms de communes ou de départements, séparés par des virgules ; « Bénin » pour tout le pays" max={500} autocomplete="off" />
          <Texte vue={vue} nom="client" libelle="Client du médiateur, s’il passe par lui" aide="Le nom qu’annonce le médiateur, par exemple BJ/GOV/0001/caisse. Vide pour un logiciel qui nous appelle lui-même" max={250} autocomplete="off" />
          <DateChamp vue={vue} nom="fin" libelle="Jusqu’au" aide="Deux ans au plus" valeur={d.fin} />
          <Actions>
            <Bouton>Créer le jeton</Bouton>
            <a href="/administration/jetons">Annuler</a>
          </Actions>
        </Formulaire>
      </div>
    </Gabarit>
  ),
})

/** The secret of a new token, shown once. */
export function VueJeton({ vue, nom, secret }: { vue: Vue; nom: string; secret: string }) {
  return (
    <Gabarit vue={vue} titre="Nouveau jeton" genre="agent" etroit ariane={[{ libelle: 'Jetons', href: '/administration/jetons' }]}>
      <h1>{nom}</h1>
      <Avis ton="att" titre="Ce jeton ne sera plus jamais montré" niveau={2}>
        <p>Recopiez-le maintenant dans le logiciel. Perdu, il se remplace ; montré à quelqu’un d’autre, il se révoque.</p>
      </Avis>
      <p class="panneau code">{secret}</p>
      <p class="petit discret">
        À envoyer dans l’en-tête <span class="code">Authorization: Bearer …</span>
      </p>
      <Actions>
        <Bouton href="/administration/jetons">C’est noté</Bouton>
      </Actions>
    </Gabarit>
  )
}
