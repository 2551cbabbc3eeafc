import { AConfirmer, Panneau } from '../../../ui/index.ts'
import { direConservation, schemaDemarche } from '../../demarches/index.ts'
import { lire } from '../brut.ts'
import type { Projet } from '../projet.ts'

/** The retention rule as it was last saved, in the sentence that everybody reads; what is not finished is not said. */
export function GardeLue({ projet }: { projet: Projet }) {
  const lue = schemaDemarche.shape.conservation.safeParse(lire(projet.contenu, 'conservation'))
  const phrase = lue.data && direConservation(lue.data)
  return (
    <Panneau titre="Ce que la règle dit" id="garde">
      {phrase ? (
        <>
          <p>{phrase}</p>
          {lue.data?.dossier?.verifie ? (
            <p class="petit">La règle est confirmée : chaque nuit, elle prévient, archive ou efface.</p>
          ) : (
            <p class="petit">
              Personne ne l’a confirmée : elle se montre au bureau, et n’archive ni n’efface rien. <AConfirmer />
            </p>
          )}
        </>
      ) : lue.success ? (
        <p>Aucune règle pour les dossiers clos : ils sont gardés.</p>
      ) : (
        <p class="discret">La phrase se montre quand la règle est complète et enregistrée.</p>
      )}
      <p class="petit discret">Un dossier en cours, un paiement à rendre, un refus encore contestable ou un dossier retenu par un agent ne sont jamais archivés ni effacés.</p>
    </Panneau>
  )
}
