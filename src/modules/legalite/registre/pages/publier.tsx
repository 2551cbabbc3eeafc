import { page, permission } from '../../../../kernel/module.ts'
import { dateHeure, pluriel } from '../../../../lib/francais.ts'
import { Actions, Avis, Bouton, Cases, CaseSeule, Choix, FichierChamp, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Texte, ZoneTexte } from '../../../../ui/index.ts'
import type { Option, Vue } from '../../../../ui/index.ts'
import { direNumero } from '../../acte/acte.ts'
import { parId, sujetActe } from '../../acte/porte.ts'
import { detecterActe, GENRES } from '../detecter.ts'
import type { Trouvaille } from '../detecter.ts'
import { lireAPublier } from '../porte.ts'
import { aTexte, estIndividuel } from '../publication.ts'
import { findPreparee, findPubliee, listRetirees } from '../publication.queries.ts'

/** Proposals shown at most: beyond, the commune masks its own paper. */
const AU_PLUS = 400

const option = (t: Trouvaille): Option => ({ valeur: t.passage, libelle: t.passage, aide: `${GENRES[t.genre]}${t.fois > 1 ? `, ${pluriel(t.fois, 'fois', 'fois')}` : ''} : « …${t.avant}${t.passage}${t.apres}… »` })

/** Chooses how an act is published, and what is masked in it. */
export const publier = page({
  path: '/legalite/actes/:id/publier',
  may: permission('legalite.publier'),
  titre: 'Publier un acte',
  gabarit: 'agent',
  params: parId,
  sujet: sujetActe,
  consulte: ({ acte }: { acte: { id: string } }) => `acte:${acte.id}`,
  load: async (lu) => {
    const { acte, nature, principal, texte } = await lireAPublier(lu)
    const [preparee, publiee, retirees] = await Promise.all([findPreparee(lu.db, acte.id, lu.portee), findPubliee(lu.db, acte.id, lu.portee), listRetirees(lu.db, acte.id, lu.portee)])
    return { acte, nature, principal, trouvailles: detecterActe(acte.objet, texte).slice(0, AU_PLUS), choix: preparee?.choix, mode: preparee?.mode, publiee, retirees, lisible: aTexte(principal), scan: principal.lecture !== 'natif', individuel: estIndividuel(acte) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre={`Publier ${direNumero(d.acte)}`} genre="agent" etroit ariane={[{ libelle: 'Actes', href: '/legalite/actes' }, { libelle: direNumero(d.acte), href: `/legalite/actes/${d.acte.id}` }]}>
      <h1>Publier l’acte</h1>
      <p class="chapeau">Au registre public, chacun lira cet acte. Regardez d’abord s’il parle de la vie de quelqu’un.</p>
      <ResumeErreurs vue={vue} ids={{ masquer: 'champ-masquer' }} />
      <Recap lignes={[{ titre: 'Acte', valeur: `${d.nature} ${direNumero(d.acte)}` }, { titre: 'Objet', valeur: d.acte.objet }, { titre: 'Texte', valeur: <a href={`/legalite/actes/${d.acte.id}/pieces/${d.principal.id}`} target="_blank" rel="noopener">Ouvrir l’original<span class="sr"> (nouvel onglet)</span></a>, note: d.lisible ? (d.scan ? 'image dont une machine a lu les mots : elle se trompe parfois' : '') : 'image sans texte : la plateforme n’en lit pas les mots' }]} />
      <Publiee d={d} vue={vue} />
      <Formulaire vue={vue} action={`/legalite/actes/${d.acte.id}/publier`} libelle="Version publique" multipart garde>
        <AMasquer d={d} vue={vue} />
        <Comment d={d} vue={vue} />
        <Actions>
          <Bouton>Voir la version publique</Bouton>
          <a href={`/legalite/actes/${d.acte.id}`}>Ne pas publier</a>
        </Actions>
        <p class="petit discret">Rien n’est publié avant que vous ayez vu la version publique.</p>
      </Formulaire>
    </Gabarit>
  ),
})

type Donnees = {
  acte: { id: string; numero: string | null }; trouvailles: readonly Trouvaille[]; choix: { passages: string[]; ajoutes: string[] } | null | undefined; mode: string | undefined; lisible: boolean; scan: boolean; individuel: boolean
  publiee: { publieeLe: Date | null; publieeParNom: string | null } | undefined; retirees: readonly { id: string; publieeLe: Date | null; retireeLe: Date | null; retireeParNom: string | null; retraitMotif: string | null }[]
}

function AMasquer({ d, vue }: { d: Donnees; vue: Vue }) {
  const ajoutes = d.choix?.ajoutes ?? []
  // What was ticked and is not found any more (the words were read anew) is proposed all the same: nothing chosen is lost.
  const connus = new Set(d.trouvailles.map((t) => t.passage))
  const perdus = (d.choix?.passages ?? []).filter((p) => !connus.has(p)).map((p): Option => ({ valeur: p, libelle: p }))
  return (
    <>
      {d.trouvailles.length + perdus.length > 0 ? (
        <Cases vue={vue} nom="masquer" libelle="Ce qui ressemble à une donnée personnelle" aide="Décochez ce qui doit se lire : le nom d’un élu, d’un signataire, d’une entreprise." options={[...d.trouvailles.map(option), ...perdus]} valeurs={d.choix?.passages ?? d.trouvailles.map((t) => t.passage)} />
      ) : (
        <Avis titre={d.lisible ? 'Rien ne ressemble à une donnée personnelle' : 'Les mots de cet acte ne se lisent pas'} niveau={2}>
          <p>{d.lisible ? 'La plateforme ne reconnaît pas tout : relisez l’acte.' : 'Regardez chaque page de l’original avant de choisir.'}</p>
        </Avis>
      )}
      <ZoneTexte vue={vue} nom="ajouts" libelle="Autres passages à masquer" facultatif aide="Un par ligne. Chaque endroit où le passage se trouve est masqué." lignes={4} valeur={ajoutes.join('\n')} />
    </>
  )
}

function Comment({ d, vue }: { d: Donnees; vue: Vue }) {
  const options: Option[] = [
    ...(d.individuel ? [] : [{ valeur: 'original', libelle: 'Rien à masquer', aide: 'L’original est publié tel quel' }]),
    ...(d.lisible ? [{ valeur: 'masque', libelle: 'Masquer', aide: 'La plateforme refait le texte sans ces passages. L’original n’est pas publié' }] : []),
    { valeur: 'fourni', libelle: 'J’envoie une version masquée', aide: 'Un PDF d’où les passages sont effacés, publié en images. L’original n’est pas publié' },
  ]
  return (
    <>
      <Choix vue={vue} nom="mode" libelle="Comment publier" options={options} valeur={d.mode ?? (d.lisible && (d.individuel || d.trouvailles.length > 0) ? 'masque' : d.individuel ? 'fourni' : null)} />
      {d.scan && !d.individuel ? <CaseSeule vue={vue} nom="pagesVues" libelle="Pages regardées" si="si rien n’est à masquer" phrase="J’ai regardé chaque page : aucune ne parle de la vie de quelqu’un." /> : null}
      <FichierChamp vue={vue} nom="fichier" libelle="Version masquée" si="si vous l’envoyez" aide="PDF, 60 Mo au plus. Un trait noir posé sur le texte ne suffit pas : les mots dessous se copient." accept="application/pdf" />
    </>
  )
}

function Publiee({ d, vue }: { d: Donnees; vue: Vue }) {
  return (
    <>
      {d.publiee ? (
        <Panneau titre="Cet acte est au registre public" id="publie">
          <p>
            Publié le {dateHeure(d.publiee.publieeLe!)}, par {d.publiee.publieeParNom}. <a href={`/actes/${d.acte.id}`}>Voir ce que chacun lit</a>
          </p>
          <details open={vue.erreurs.motif !== undefined}>
            <summary>Retirer du registre</summary>
            <Formulaire vue={vue} action={`/legalite/actes/${d.acte.id}/publier/retirer`} libelle="Retirer du registre" classe="pile">
              <Texte vue={vue} nom="motif" libelle="Pourquoi" aide="Gardé, et lu par la préfecture." max={300} />
              <Bouton ton="danger">Retirer du registre</Bouton>
            </Formulaire>
          </details>
        </Panneau>
      ) : null}
      {d.retirees.length > 0 ? (
        <details>
          <summary>{pluriel(d.retirees.length, 'version retirée', 'versions retirées')}</summary>
          <ul class="simple petit">
            {d.retirees.map((r) => (
              <li key={r.id}>
                Publiée le {dateHeure(r.publieeLe!)}, retirée le {dateHeure(r.retireeLe!)} par {r.retireeParNom} : {r.retraitMotif}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
