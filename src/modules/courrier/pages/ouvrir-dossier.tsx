import { Refus } from '../../../lib/erreurs.ts'
import { listReferences } from '../../../kernel/fichiers/index.ts'
import { page, permission } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { Actions, Bouton, CaseSeule, Choix, Formulaire, Gabarit, Recap, ResumeErreurs, Vide } from '../../../ui/index.ts'
import { listRecevables } from '../../demarches/index.ts'
import { direNumero, exigerLisible, exigerPassage } from '../courrier.ts'
import type { Courrier } from '../courrier.ts'
import { lieDe } from '../lier.ts'
import { lireCourrier, parId, sujetCourrier } from '../porte.ts'

/** Refuses to open a file for what is not an arrival, may not be read, or has one already. */
export async function exigerOuvrable(lu: Pick<Lecture, 'acteur' | 'maison' | 'porteePour'> & { db: Db }, courrier: Courrier): Promise<void> {
  exigerPassage(courrier, 'joindre')
  exigerLisible(courrier)
  if (courrier.sens !== 'arrivee') throw new Refus('Un dossier s’ouvre pour une arrivée')
  if ((await lieDe(lu, courrier)) !== null) throw new Refus('Ce courrier a déjà un dossier : ouvrez-le depuis sa page')
}

/** Which procedure a letter asks for. */
export const ouvrirDossier = page({
  path: '/courrier/:id/dossier',
  may: permission('courrier.traiter'),
  titre: 'Ouvrir un dossier',
  gabarit: 'agent',
  params: parId,
  sujet: sujetCourrier,
  load: async (lu) => {
    const courrier = await lireCourrier(lu)
    await exigerOuvrable(lu, courrier)
    return { courrier, demarches: await listRecevables(lu.db, lu), scans: (await listReferences(lu.db, `courrier:${courrier.id}`)).length }
  },
  consulte: ({ courrier }) => `courrier:${courrier.id}`,
  view: ({ courrier: c, demarches, scans }, vue) => (
    <Gabarit vue={vue} titre="Ouvrir un dossier" genre="agent" etroit ariane={[{ libelle: 'Courrier', href: '/courrier' }, { libelle: direNumero(c), href: `/courrier/${c.id}` }]}>
      <ResumeErreurs vue={vue} />
      <h1>Ouvrir un dossier</h1>
      <p class="chapeau">La demande commence avec ce que dit la lettre. Vous la complétez, la relisez, puis la déposez.</p>
      <Recap serre lignes={[{ titre: 'Courrier', valeur: direNumero(c) }, { titre: 'Expéditeur', valeur: c.correspondant, note: c.contact }, { titre: 'Objet', valeur: c.objet }]} />
      {demarches.length === 0 ? (
        <Vide titre="Aucune démarche">Votre poste n’ouvre de dossier pour aucune démarche. Rattachez plutôt ce courrier à un dossier par son numéro.</Vide>
      ) : (
        <Formulaire vue={vue} action={`/courrier/${c.id}/dossier`}>
          <Choix vue={vue} nom="demarche" libelle="Quelle démarche demande cette lettre ?" valeur={demarches.length === 1 ? demarches[0]!.code : undefined} options={demarches.map((d) => ({ valeur: d.code, libelle: d.titre, aide: d.resume }))} />
          {scans > 0 ? <CaseSeule vue={vue} nom="scans" libelle="Scans" phrase={scans > 1 ? `Joindre les ${scans} scans aux papiers du dossier` : 'Joindre le scan aux papiers du dossier'} aide={c.confidentiel ? 'Ce courrier est confidentiel : qui lit le dossier les lira' : undefined} coche={!c.confidentiel} /> : null}
          <Actions>
            <Bouton>Ouvrir le dossier</Bouton>
            <a href={`/courrier/${c.id}`}>Ne rien ouvrir</a>
          </Actions>
        </Formulaire>
      )}
    </Gabarit>
  ),
})
