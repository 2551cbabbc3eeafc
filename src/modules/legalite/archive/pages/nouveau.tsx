import { page } from '../../../../kernel/module.ts'
import { Actions, Bouton, Choix, DateChamp, FichierChamp, Formulaire, Gabarit, ResumeErreurs, Selection, Texte, Vide, ZoneTexte } from '../../../../ui/index.ts'
import { direJour, optionsMatiere, optionsNature } from '../../acte/mots.ts'
import { ISSUES_ANCIENNES } from '../archive.ts'
import { lireListes, mayVerser } from '../porte.ts'

const ISSUES = ISSUES_ANCIENNES.map(({ valeur, libelle }) => ({ valeur, libelle }))

/** Files one act of the old regime. */
export const nouveau = page({
  path: '/legalite/archives/nouveau',
  may: mayVerser,
  titre: 'Verser un acte aux archives',
  gabarit: 'agent',
  load: async (lu) => {
    const { regles, natures, matieres, noms } = await lireListes(lu)
    return { fin: regles.regimes.filter((r) => !r.controle).flatMap((r) => r.au ?? []).toSorted().at(-1), natures: optionsNature(natures), matieres: optionsMatiere(matieres), communes: noms.map((c) => ({ valeur: c.code, libelle: c.nom })) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Verser un acte aux archives" genre="agent" etroit ariane={[{ libelle: 'Actes', href: '/legalite/actes' }]}>
      <h1>Verser un acte aux archives</h1>
      <p class="chapeau">Un acte de l’ancien régime se garde avec ce que la tutelle en a décidé. Il ne se contrôle plus.{d.fin ? ` Il est daté du ${direJour(d.fin)} au plus tard.` : ''}</p>
      <ResumeErreurs vue={vue} />
      {d.communes.length === 0 ? (
        <Vide titre="Aucune commune">Votre fonction ne verse les actes d’aucune commune.</Vide>
      ) : (
        <Formulaire vue={vue} action="/legalite/archives/nouveau" libelle="Acte ancien" multipart garde>
          {d.communes.length > 1 ? <Selection vue={vue} nom="commune" libelle="Commune" options={d.communes} /> : null}
          <Selection vue={vue} nom="nature" libelle="Nature de l’acte" options={d.natures} />
          <ZoneTexte vue={vue} nom="objet" libelle="Objet" aide="Comme il est écrit en tête de l’acte." lignes={2} max={500} />
          <Selection vue={vue} nom="matiere" libelle="Matière" options={d.matieres} facultatif />
          <Texte vue={vue} nom="numero" libelle="Numéro" facultatif aide="Celui qu’il portait. 15 signes au plus." largeur={14} code max={15} />
          <DateChamp vue={vue} nom="dateActe" libelle="Date de l’acte" />
          <Choix vue={vue} nom="issue" libelle="Ce que la tutelle a décidé" options={ISSUES} />
          <Texte vue={vue} nom="decision" libelle="Décision de la tutelle" facultatif aide="Son numéro et sa date, si vous les avez." max={200} />
          <FichierChamp vue={vue} nom="principal" libelle="Texte de l’acte" facultatif aide="Un PDF, 60 Mo au plus." />
          <Actions>
            <Bouton>Verser aux archives</Bouton>
            <a href="/legalite/archives/importer">En verser plusieurs, par un fichier</a>
          </Actions>
        </Formulaire>
      )}
    </Gabarit>
  ),
})
