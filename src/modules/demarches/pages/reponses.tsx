import type { EtapeResumee } from '../../../kernel/formulaires/index.ts'
import { Recap } from '../../../ui/index.ts'

/** What was answered, step by step, to be read. */
export function ReponsesLues({ reponses }: { reponses: readonly EtapeResumee[] }) {
  return (
    <>
      {reponses.map((partie) => (
        <section key={partie.etape}>
          <h3>{partie.titre}</h3>
          <Recap serre lignes={partie.lignes.map((ligne) => ({ titre: ligne.libelle, valeur: ligne.texte }))} />
        </section>
      ))}
    </>
  )
}
