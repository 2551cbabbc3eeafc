import type { ArretAtteint, Etape } from '../../../kernel/formulaires/index.ts'
import { AConfirmer, Avis } from '../../../ui/index.ts'

/** The stop to show on a step: that of this step, or of an earlier one. A warning is said at its own step only. */
export function arretIci(arret: ArretAtteint | undefined, ici: Etape, etapes: readonly Etape[]): ArretAtteint | undefined {
  const rang = (code: string) => etapes.findIndex((e) => e.code === code)
  if (!arret || arret.etape.code === ici.code) return arret
  return arret.bloque && rang(arret.etape.code) < rang(ici.code) ? arret : undefined
}

/** Why one goes no further here, which door to go to, and where the rule comes from. `ici` is the step on screen, if any. */
export function Arret({ arret, ici, base }: { arret: ArretAtteint; ici?: Etape; base: string }) {
  return (
    <Avis ton={arret.bloque ? 'non' : 'att'} titre={arret.titre} niveau={2}>
      {arret.texte.split(/\n{2,}/).map((p) => (
        <p key={p}>{p.trim()}</p>
      ))}
      {arret.liens.map((l) => (
        <p key={l.lien}>
          <a href={l.lien} rel="external">
            {l.libelle}
          </a>
        </p>
      ))}
      <p class="petit">
        Règle : {arret.source} {arret.verifie ? null : <AConfirmer />}
      </p>
      {arret.bloque ? <p>Rien n’a été envoyé à la mairie. {ici?.code === arret.etape.code ? 'Si vous vous êtes trompé, corrigez vos réponses ci-dessous.' : <a href={`${base}/${arret.etape.code}`}>Revoir mes réponses</a>}</p> : null}
    </Avis>
  )
}
