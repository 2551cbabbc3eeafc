import { z } from 'zod'
import { page } from '../../../kernel/module.ts'
import { Introuvable } from '../../../lib/erreurs.ts'
import { Actions, Avis, Bouton, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { lireDemarche, modeleDe, papiersDe, rendreApercu } from '../../demarches/index.ts'
import type { Demarche } from '../../demarches/index.ts'
import { lire } from '../brut.ts'
import { AFinir, MenuProjet } from '../menu.tsx'
import { champsDe } from '../plan.ts'
import { mayConcevoir, parId } from '../porte.ts'
import type { Projet } from '../projet.ts'
import { getProjet } from '../queries.ts'

/** The definition as far as it can be read; the paper needs all of it. */
export function lireOuRien({ contenu }: Pick<Projet, 'contenu'>): Demarche | undefined {
  try {
    return lireDemarche(contenu)
  } catch {
    return undefined
  }
}

/** The paper: what it says, its template, its specimen. */
export const document = page({
  path: '/conception/:id/document',
  may: mayConcevoir,
  titre: 'Le document',
  gabarit: 'agent',
  params: parId,
  load: async ({ db, params }) => ({ projet: await getProjet(db, params.id) }),
  view: ({ projet }, vue) => {
    const base = `/conception/${projet.id}`
    const lue = lireOuRien(projet)
    const redige = lire(projet.contenu, 'document.redaction') !== undefined
    return (
      <Gabarit vue={vue} titre={`Document, ${projet.titre}`} genre="agent" ariane={[{ libelle: 'Concevoir', href: '/conception' }, { libelle: projet.titre, href: base }]}>
        <MenuProjet projet={projet} ici="document" />
        <h1>Le document</h1>
        <ResumeErreurs vue={vue} />
        <AFinir projet={projet} partie="document" vue={vue} />
        <Panneau titre="Ce qu’il dit" id="dit" fin={<a href={`${base}/partie/document`}>Modifier</a>}>
          {projet.contenu.document === undefined ? (
            <p>Cette démarche ne délivre pas de papier : la décision elle-même est la réponse. Pour en délivrer un, cliquez sur « Modifier ».</p>
          ) : (
            <Recap serre lignes={[{ titre: 'Titre', valeur: String(lire(projet.contenu, 'document.titre') ?? 'à écrire') }, { titre: 'Rédaction', valeur: redige ? 'En mots, par le formulaire' : projet.modele.trim() === '' ? 'à écrire' : 'Par un modèle Typst' }]} />
          )}
          {lue?.document && (redige || projet.modele.trim() !== '') ? (
            <p>
              <Bouton href={`${base}/apercu.pdf`} ton="second" ico="papier">
                Voir le spécimen (PDF)
              </Bouton>
            </p>
          ) : projet.contenu.document !== undefined ? (
            <p class="discret">Le spécimen se montre quand tous les points à finir sont réglés.</p>
          ) : null}
        </Panneau>
        <AutresPapiers lue={lue} base={base} />
        <Modele vue={vue} projet={projet} redige={redige} modele={lue?.document ? modeleDe(lue.document) : undefined} />
      </Gabarit>
    )
  },
})

/** The receipt, the notice of a refusal and the letters, each with its specimen. */
function AutresPapiers({ lue, base }: { lue: Demarche | undefined; base: string }) {
  const papiers = lue ? papiersDe(lue) : []
  return (
    <Panneau titre="Récépissé, refus et lettres" id="autres" fin={<a href={`${base}/partie/document`}>Modifier</a>}>
      {papiers.length <= 1 ? <p>Un refus est annoncé sans papier, et le bureau n’a pas de lettre toute prête.</p> : null}
      <ul class="simple">
        {papiers.map((p) => (
          <li key={p.papier}>
            {p.titre}{' '}
            <a href={`${base}/apercu.pdf?papier=${p.papier}`}>
              Voir le spécimen<span class="sr"> : {p.titre}</span>
            </a>
          </li>
        ))}
      </ul>
    </Panneau>
  )
}

function Modele({ vue, projet, redige, modele }: { vue: Vue; projet: Projet; redige: boolean; modele: string | undefined }) {
  const noms = champsDe(projet.contenu).filter((c) => c.chemin.split('.').length === 5 && typeof c.champ.code === 'string')
  return (
    <Panneau titre="Modèle, pour qui connaît Typst" id="modele">
      {redige ? <p>La rédaction en mots fait ce modèle. Retirez-la de « Modifier » pour écrire le vôtre.</p> : null}
      <details open={vue.erreurs.modele !== undefined}>
        <summary>{redige ? 'Lire le modèle' : 'Écrire le modèle'}</summary>
        {redige ? (
          <pre class="code">{modele ?? 'Le modèle se montre quand tous les points à finir sont réglés.'}</pre>
        ) : (
          <Formulaire vue={vue} action={`/conception/${projet.id}/modele`} garde>
            <input type="hidden" name="_revision" value={projet.revision} />
            <ZoneTexte vue={vue} nom="modele" libelle="Modèle Typst" lignes={16} valeur={projet.modele} />
            <Actions>
              <Bouton ton="second">Enregistrer le modèle</Bouton>
            </Actions>
          </Formulaire>
        )}
        <p class="discret">Noms utilisables : {noms.map((c) => `d.reponses.${String(c.champ.code)}`).join(', ') || 'aucune question encore'}.</p>
      </details>
    </Panneau>
  )
}

/** The specimen of the paper; what is wrong with its template, in the place of the paper. */
export const apercuPdf = page({
  path: '/conception/:id/apercu.pdf',
  may: mayConcevoir,
  titre: 'Spécimen du document',
  gabarit: 'agent',
  params: parId,
  query: z.object({ papier: z.string().max(40).optional() }),
  limite: 60,
  load: async ({ db, params, query, maison, maintenant }) => {
    const projet = await getProjet(db, params.id)
    const demarche = lireOuRien(projet)
    if (!demarche || (query.papier === undefined ? !demarche.document : !papiersDe(demarche).some((p) => p.papier === query.papier))) throw new Introuvable('Le spécimen se montre quand la démarche est complète et délivre un document')
    try {
      return { projet, pdf: await rendreApercu(maison, demarche, projet.modele, maintenant, query.papier) }
    } catch (erreur) {
      return { projet, faute: (erreur as Error).message.slice(0, 1000) }
    }
  },
  corps: ({ pdf }) => (pdf ? { type: 'application/pdf', corps: pdf, nom: 'specimen.pdf' } : undefined),
  view: ({ projet, faute }, vue) => (
    <Gabarit vue={vue} titre="Spécimen" genre="agent" ariane={[{ libelle: 'Concevoir', href: '/conception' }, { libelle: projet.titre, href: `/conception/${projet.id}` }]} etroit>
      <h1>Le spécimen ne se fait pas</h1>
      <Avis ton="non" titre="Le modèle est à corriger">
        <p>{faute}</p>
      </Avis>
      <p>
        <a href={`/conception/${projet.id}/document#modele`}>Revenir au modèle</a>
      </p>
    </Gabarit>
  ),
})
