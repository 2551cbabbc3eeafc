import { CaseSeule } from '../../../ui/choix.tsx'
import { CadreSignature, FichierChamp } from '../../../ui/fichier.tsx'
import type { FichierGarde } from '../../../ui/fichier.tsx'
import { enumerer, ponctuer } from '../../../lib/francais.ts'
import { lireTextes } from '../brut.ts'
import { fichiersAuPlus } from '../champ.ts'
import type { ChampFichier } from '../definition.ts'
import { acceptes, gardesDe, retiresDe } from '../fichier.ts'
import { fichiersDe } from '../reponse.ts'
import type { FichierJoint, Reponse } from '../reponse.ts'
import type { Props } from '../vue-champ.tsx'
import type { Page } from '../vue.tsx'

/** Kept files, and a box for more; a signature may be drawn there. */
export function VueFichiers({ champ, nom, page, reponse }: Props<ChampFichier['type']>) {
  const fichiers = fichiersMontres(champ, nom, page, reponse)
  const max = fichiersAuPlus(champ)
  const papiers = champ.type === 'fichier' && champ.papiers.length > 0 ? `Papiers acceptés : ${enumerer(champ.papiers, 'ou')}.` : ''
  const faces = champ.type === 'fichier' && champ.rectoVerso ? 'Le recto et le verso.' : ''
  const signer = champ.type === 'signature' && champ.aide === undefined ? 'Signez dans le cadre s’il s’affiche, ou envoyez une photo de votre signature sur papier blanc.' : ''
  const aide = ponctuer([champ.aide ?? '', papiers, faces, signer].filter(Boolean).join(' '))
  return (
    <>
      {nom.includes('.') ? <Caches nom={`${nom}.garde`} valeurs={fichiers.length > 0 ? fichiers.map((f) => f.reference) : ['']} /> : null}
      <Caches nom={`${nom}.retire`} valeurs={lireTextes(page.brut, `${nom}.retire`)} />
      <FichierChamp
        vue={page.vue}
        nom={nom}
        libelle={ponctuer(champ.libelle)}
        aide={aide || undefined}
        facultatif={!champ.requis}
        fichiers={fichiers.map((f) => montrer(f, nom, page))}
        max={max}
        multiple={max - fichiers.length > 1}
        accept={acceptes(champ)}
        camera={champ.type === 'photo' && champ.camera}
        ajouter={champ.type === 'fichier' && champ.rectoVerso ? 'Ajouter l’autre face' : undefined}
      >
        {champ.type === 'signature' ? <CadreSignature nom={nom} /> : null}
      </FichierChamp>
      {champ.type === 'signature' && champ.sans ? <CaseSeule vue={page.vue} nom={`${nom}.sans`} libelle={ponctuer(`${champ.libelle}, autrement`)} phrase={ponctuer(champ.phraseSans)} /> : null}
    </>
  )
}

/** Files of the answers, or in a block those that the page names and those received since; without those withdrawn. */
function fichiersMontres(champ: ChampFichier, nom: string, page: Page, reponse: Reponse): FichierJoint[] {
  const retires = retiresDe(page.brut)
  const restants = fichiersDe(reponse).filter((f) => !retires.has(f.reference))
  if (!nom.includes('.') || !page.envoi) return restants
  const nommes = new Set([...page.brut].filter(([cle]) => cle.endsWith('.garde')).flatMap(([, v]) => v))
  return [...gardesDe(page.brut, nom, champ.code, page.reponses), ...restants.filter((f) => !nommes.has(f.reference))]
}

function montrer(f: FichierJoint, nom: string, page: Page): FichierGarde {
  const genre = f.type.startsWith('image/') ? 'image' : f.type === 'application/pdf' ? 'pdf' : 'autre'
  return { nom: f.nom, taille: f.taille, genre, retirer: `${nom}.${f.reference}`, ...page.lien(f) }
}

/** Hidden inputs of one name. */
export function Caches({ nom, valeurs }: { nom: string; valeurs: readonly string[] }) {
  return (
    <>
      {valeurs.map((v) => (
        <input key={v} type="hidden" name={nom} value={v} />
      ))}
    </>
  )
}
