import { Introuvable } from '../../../../lib/erreurs.ts'
import { page } from '../../../../kernel/module.ts'
import { Actions, Bouton, Formulaire, Gabarit, ResumeErreurs, Selection, Texte } from '../../../../ui/index.ts'
import { lireListe } from '../corps.ts'
import { Champs } from '../forme/vue.tsx'
import { exigerChanger, lireCadre, mayRegler, parProjet, sujetProjet, versListe, versProjet } from '../porte.ts'
import { getProjet } from '../projet.queries.ts'
import { titreProjet } from './projet.tsx'
import { z } from 'zod'

export const parListe = parProjet.extend({ liste: z.string().max(30) })

/** A new part of a list. */
export const ajouter = page({
  path: '/legalite/regles/projet/:genre/:territoire/ajouter/:liste',
  may: mayRegler,
  titre: 'Ajouter à une liste du contrôle',
  gabarit: 'agent',
  params: parListe,
  sujet: sujetProjet,
  load: async (lu) => {
    const { genre, territoire } = lu.params
    exigerChanger(lu, territoire)
    const [cadre, projet] = await Promise.all([lireCadre(lu, genre, territoire), getProjet(lu.db, lu.params)])
    const liste = cadre.forme.listes.find((l) => l.cle === lu.params.liste && !l.fixe)
    if (!liste) throw new Introuvable()
    const parents = liste.arbre ? lireListe(projet.corps, liste).filter((e) => String(e['code']).split('.').length < 3) : []
    return { cadre, liste, parents: parents.map((e) => ({ valeur: String(e['code']), libelle: liste.titreDe(e) })), titre: titreProjet(genre, territoire, lu.maison.territoires) }
  },
  view: ({ cadre, liste, parents, titre }, vue) => (
    <Gabarit vue={vue} titre={`Ajouter ${liste.un}`} genre="agent" etroit ariane={[{ libelle: 'Règles du contrôle', href: '/legalite/regles' }, { libelle: titre, href: versListe(cadre) }, { libelle: 'Projet', href: versProjet(cadre) }]}>
      <h1>Ajouter {liste.un}</h1>
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action={versProjet(cadre, `/ajouter/${liste.cle}`)} libelle={`Ajouter ${liste.un}`} garde>
        {liste.arbre ? <Selection vue={vue} nom="parent" libelle="Sous quelle matière" vide="Aucune : c’est une matière du premier niveau" options={parents} facultatif /> : null}
        <Champs vue={vue} champs={liste.champs} e={liste.neuf} />
        {liste.arbre ? <Texte vue={vue} nom="code" libelle="Code" facultatif aide="Laissez vide : la plateforme donne le suivant. Pour rouvrir une matière, écrivez son code et son nom d’alors." largeur={8} code max={8} /> : null}
        <Actions>
          <Bouton>Ajouter au projet</Bouton>
          <a href={versProjet(cadre)}>Ne rien ajouter</a>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})
