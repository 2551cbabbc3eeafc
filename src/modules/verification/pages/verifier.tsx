import { z } from 'zod'
import { jeuDeCles } from '../../../kernel/documents/cles.ts'
import { lireCodeCourt } from '../../../kernel/documents/code-court.ts'
import { jugerCode } from '../../../kernel/documents/juger.ts'
import { CodeInconnuVue, VerdictVue } from '../../../kernel/documents/verdict.tsx'
import { ouvert, page } from '../../../kernel/module.ts'
import { phrases } from '../../../lib/preuve/phrases.ts'
import type { Verdict } from '../../../lib/preuve/verifier.ts'
import { Deux, Gabarit, Ico, Panneau, vueAvec } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { ChampCode } from '../champ-code.tsx'
import { direFaute } from '../code.ts'

const INCONNU = { titre: 'Ce document est un faux', phrase: 'Aucun document n’a été délivré avec ce code. Relisez-le une fois ; si c’est le même, n’acceptez pas ce papier.' }

const sortie = z.object({
  /** `vide` and `mal-ecrit` say nothing of a document; `inconnu`: nobody was given this code. */
  etat: z.enum(['vide', 'mal-ecrit', 'inconnu', 'authentique', 'revoque', 'expire', 'inconnu_depuis', 'faux', 'indecis']),
  code: z.string().nullable(),
  titre: z.string(),
  phrase: z.string(),
  champs: z.array(z.object({ cle: z.string(), libelle: z.string(), valeur: z.string() })),
})

type Donnees = z.infer<typeof sortie> & { tape: string; verdict?: Verdict; maintenant: Date }

/** The verdict on a typed code, without JavaScript. Names are masked: who types a code may not hold the paper. */
export const verifier = page({
  path: '/verifier',
  may: ouvert,
  titre: 'Vérifier un document',
  limite: 20,
  query: z.object({ code: z.string().max(4000).optional() }),
  output: sortie,
  api: true,
  load: async ({ db, query, maison, maintenant }): Promise<Donnees> => {
    const tape = (query.code ?? '').slice(0, 200)
    const rien = { code: null, titre: '', phrase: '', champs: [], tape: tape.slice(0, 60), maintenant }
    if (query.code === undefined) return { ...rien, etat: 'vide' }
    const code = lireCodeCourt(tape)
    if (!code) return { ...rien, etat: 'mal-ecrit', titre: 'Ce code n’est pas complet', phrase: direFaute(tape) }
    await maison.atelier.actualiser()
    const juge = await jugerCode(db, code, jeuDeCles(maison.atelier.trousseau), maintenant)
    if (!juge) return { ...rien, ...INCONNU, etat: 'inconnu', code }
    const { verdict } = juge
    const mots = phrases(verdict, maintenant)
    return { ...rien, etat: verdict.etat, code, titre: mots.titre, phrase: [mots.phrase, mots.fort].filter(Boolean).join(' '), champs: mots.champs, verdict }
  },
  view: (d, vue) => (d.etat === 'vide' || d.etat === 'mal-ecrit' ? <Demande d={d} vue={vue} /> : <Reponse d={d} vue={vue} />),
})

function Demande({ d, vue }: { d: Donnees; vue: Vue }) {
  const faute = d.etat === 'mal-ecrit' ? d.phrase : undefined
  const ici = faute ? vueAvec(vue, { erreurs: { code: faute } }) : vue
  return (
    <Gabarit vue={ici} titre="Vérifier un document" description="Un certificat délivré ici est-il vrai ? Visez son QR, ou écrivez son code." ariane={[]} etroit>
      <h1>Vérifier un document</h1>
      <p class="chapeau">On vous présente un papier délivré par Iroko ? Sachez en un instant s’il est vrai, et s’il est encore valable.</p>
      <ChampCode vue={vue} code={d.tape} faute={faute} />
      <p class="petit discret">Gratuit, sans compte.</p>
      <Comment hote={vue.reglages.hote} />
    </Gabarit>
  )
}

/** The three ways of knowing, from the surest. */
function Comment({ hote }: { hote: string }) {
  return (
    <section class="texte pile suite" aria-labelledby="t-comment">
      <h2 id="t-comment">Avec le QR, c’est plus sûr</h2>
      <ul class="coches">
        <li>
          <Ico nom="coche" />
          <div>
            <b>Visez le QR</b> avec l’appareil photo du téléphone. L’adresse qui s’ouvre doit commencer par <b class="code">{hote}/v/</b>
          </div>
        </li>
        <li>
          <Ico nom="coche" />
          <div>
            <b>Comparez chaque ligne</b> affichée avec le papier. Un vrai code peut être recopié sur un faux papier.
          </div>
        </li>
        <li>
          <Ico nom="coche" />
          <div>
            <b>Sans réseau</b>, cela marche aussi, si ce téléphone a déjà ouvert <a href="/v/">la page du QR</a> une fois.
          </div>
        </li>
      </ul>
      <p class="discret">Par le code écrit, les noms sont masqués : seul le QR, que porte le papier, les montre en entier.</p>
    </section>
  )
}

function Reponse({ d, vue }: { d: Donnees; vue: Vue }) {
  const autre = (
    <Panneau titre="Autre document" id="t-autre">
      <ChampCode vue={vue} />
      <p class="petit discret">Gratuit, sans compte. Le QR en dit plus : visez-le avec l’appareil photo.</p>
    </Panneau>
  )
  return (
    <Gabarit vue={vue} titre={d.titre} ariane={[{ libelle: 'Vérifier un document', href: '/verifier' }]}>
      <Deux libelle="Autre document" colle aside={autre}>
        {d.verdict ? <VerdictVue verdict={d.verdict} code={d.code ?? ''} maintenant={d.maintenant} /> : <Inconnu code={d.code ?? ''} />}
      </Deux>
    </Gabarit>
  )
}

function Inconnu({ code }: { code: string }) {
  return (
    <>
      <CodeInconnuVue />
      <p class="petit discret">
        Code cherché : <b class="code">{code}</b>
      </p>
      <section class="texte pile suite" aria-labelledby="t-faire">
        <h2 id="t-faire">Que faire</h2>
        <ul>
          <li>Comparez ce code au papier, signe par signe. Un zéro et la lettre O valent la même chose ici.</li>
          <li>Si le papier porte un QR, visez-le : il ne se trompe pas de signe.</li>
          <li>Si rien ne change, refusez le papier et prévenez la mairie qui l’aurait délivré.</li>
        </ul>
      </section>
    </>
  )
}
