import { pluriel } from '../../../../lib/francais.ts'
import { page } from '../../../../kernel/module.ts'
import { Actions, Avis, Bouton, FichierChamp, Formulaire, Gabarit, ResumeErreurs, Tableau } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { ISSUES_ANCIENNES } from '../archive.ts'
import { COLONNES, LIGNES_AU_PLUS } from '../fichier.ts'
import { mayVerser } from '../porte.ts'

/** Files old acts from a table. */
export const importer = page({
  path: '/legalite/archives/importer',
  may: mayVerser,
  titre: 'Verser plusieurs actes aux archives',
  gabarit: 'agent',
  load: async () => ({}),
  view: (_, vue) => (
    <Gabarit vue={vue} titre="Verser plusieurs actes aux archives" genre="agent" etroit ariane={[{ libelle: 'Actes', href: '/legalite/actes' }, { libelle: 'Verser aux archives', href: '/legalite/archives/nouveau' }]}>
      <h1>Verser plusieurs actes aux archives</h1>
      <p class="chapeau">Un fichier CSV, une ligne par acte, {LIGNES_AU_PLUS} lignes au plus. Les lignes justes sont versées ; les autres vous sont rendues avec ce qu’il faut corriger.</p>
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action="/legalite/archives/importer" libelle="Fichier d’actes anciens" multipart>
        <FichierChamp vue={vue} nom="fichier" libelle="Fichier CSV" aide="Dans le tableur, enregistrez au format « CSV UTF-8 »." />
        <details>
          <summary>Les colonnes</summary>
          <p>
            La première ligne porte leurs titres : <span class="code">{COLONNES.join(';')}</span>
          </p>
          <ul>
            <li>commune : son nom ou son code</li>
            <li>nature : son nom, par exemple « Délibération », ou son sigle</li>
            <li>matiere : son code, par exemple 4.1.2 ; numero : celui de l’acte. Ces deux-là peuvent manquer</li>
            <li>date : 03/04/2015 ou 2015-04-03</li>
            <li>issue : {ISSUES_ANCIENNES.map((i) => i.mots[0]).join(', ')}</li>
          </ul>
        </details>
        <Actions>
          <Bouton>Verser ces actes</Bouton>
          <a href="/legalite/archives/nouveau">En verser un seul</a>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})

export type LigneRefusee = { ligne: number; numero: string; phrases: string[] }
/** Lines shown of those that were refused. */
const MONTREES = 500

/** What became of each line, said once. */
export function Rapport({ vue, versees, refusees }: { vue: Vue; versees: number; refusees: readonly LigneRefusee[] }) {
  return (
    <Gabarit vue={vue} titre="Actes versés" genre="agent" ariane={[{ libelle: 'Actes', href: '/legalite/actes' }, { libelle: 'Verser aux archives', href: '/legalite/archives/nouveau' }]}>
      <h1>{versees === 0 ? 'Aucun acte versé' : pluriel(versees, 'acte versé', 'actes versés')}</h1>
      {refusees.length === 0 ? (
        <Avis ton="ok" titre="Toutes les lignes sont versées" niveau={2} />
      ) : (
        <Avis ton="att" titre={pluriel(refusees.length, 'ligne à corriger', 'lignes à corriger')} niveau={2}>
          <p>Corrigez-les dans votre fichier, et envoyez-le de nouveau : ce qui est déjà versé ne se double pas, son numéro est reconnu.</p>
        </Avis>
      )}
      <Tableau
        vue={vue}
        legende="Lignes à corriger"
        lignes={refusees.slice(0, MONTREES)}
        cle={(l) => String(l.ligne)}
        colonnes={[
          { titre: 'Ligne', entete: true, cellule: (l) => l.ligne },
          { titre: 'Numéro', cellule: (l) => l.numero || 'Sans numéro' },
          { titre: 'À corriger', cellule: (l) => l.phrases.join(' ; ') },
        ]}
        vide={null}
      />
      <Actions>
        <Bouton href="/legalite/actes?etat=archive">Voir les archives</Bouton>
        <a href="/legalite/archives/importer">Envoyer un autre fichier</a>
      </Actions>
    </Gabarit>
  )
}
