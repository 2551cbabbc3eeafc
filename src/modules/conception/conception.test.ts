import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unzipSync, strFromU8 } from 'fflate'
import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import type { Client, Reponse } from '../../../tests/client.ts'
import { agir, lieux, lire, lisible, photo } from '../../../tests/demande.ts'
import { attendreCode, creerAgent, jusqua } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { findEnVigueur, lireDemarche } from '../demarches/index.ts'
import { visaOuvert } from '../../../tests/procedure.ts'

let essai: Essai
let directeur: AgentEssai
let bohicon: string
let agents: Record<'agent' | 'hygiene' | 'se' | 'maire', AgentEssai>
beforeAll(async () => {
  essai = await ouvrirEssai()
  bohicon = lieux(essai).bohicon
  directeur = await creerAgent(essai, 'directeur', 'BJ')
  const commune = bohicon.slice(0, 4)
  agents = { agent: await creerAgent(essai, 'agent_arrondissement', bohicon), hygiene: await creerAgent(essai, 'etat_civil', commune), se: await creerAgent(essai, 'secretaire_executif', commune), maire: await creerAgent(essai, 'maire', commune) }
})
afterAll(() => essai.ranger())

/** Fills in a form of the designer as its page shows it; fails on anything but a 303. */
async function remplir(client: Client, page: string, champs: Record<string, string | string[]>, action?: string): Promise<Reponse> {
  const envoye = await client.envoyer(page, champs, action ? { action } : {})
  expect(envoye.statut, `${page} : ${lisible(envoye.texte).slice(0, 600)}`).toBe(303)
  return envoye
}

/** « Autorisation d’inhumation », designed page by page as a civil servant does. Returns the address of the project. */
async function concevoir(client: Client, titre = 'Autorisation d’inhumation'): Promise<string> {
  const base = (await client.envoyer('/conception/nouveau', { titre }, { action: '/conception/nouveau' })).vers!
  await remplir(client, `${base}/partie/presentation`, {
    titre, prefixe: 'AI', 'fiche.resume': 'Elle permet d’enterrer une personne décédée', 'fiche.sertA': 'Enterrer une personne', 'fiche.pourQui': 'La famille\nUn proche', 'fiche.situation': 'J’ai perdu un proche',
    'fiche.papiers.0.titre': 'Le certificat de décès', 'fiche.frais.montant': '0', 'fiche.frais.texte': 'Gratuit pour l’essai',
  }, `${base}/partie/presentation`)
  for (const mots of ['La personne décédée', 'Vous']) await remplir(client, `${base}/questions`, { mots, liste: 'formulaire.etapes' }, `${base}/ajouter`)
  const questions: [number, string, string, Record<string, string | string[]>?][] = [
    [0, 'Nom du défunt', 'nom'], [0, 'Décédé le', 'date', { max: 'aujourd’hui' }], [0, 'Où l’enterrer ?', 'adresse', { niveaux: ['arrondissement', 'village'] }],
    [0, 'Lieu du cimetière', 'choix', { options: 'Cimetière municipal\nPropriété familiale' }],
    [0, 'Pourquoi une propriété ?', 'texte', { 'condition.mode': 'clauses', 'condition.joint': 'et', 'condition.0.clause': 'lieu_du_cimetiere == "propriete_familiale"' }],
    [1, 'Votre nom', 'nom'], [1, 'Téléphone', 'telephone', { requis: '' }], [1, 'Certificat de décès', 'fichier'],
  ]
  for (const [etape, mots, genre, reste] of questions) {
    const neuve = await remplir(client, `${base}/questions`, { mots, genre, liste: `formulaire.etapes.${etape}.champs` }, `${base}/ajouter`)
    if (reste) await remplir(client, neuve.vers!, reste, neuve.vers!)
  }
  await remplir(client, `${base}/partie/circuit`, { 'circuit.bureau.champ': 'ou_l_enterrer', 'circuit.bureau.niveau': 'arrondissement', 'circuit.demandeur': ['votre_nom'], 'circuit.telephone': 'telephone', 'circuit.motifsRefus': 'Le certificat de décès manque\nLe lieu ne convient pas' }, `${base}/partie/circuit`)
  const stations: [string, string, Record<string, string | string[]>][] = [
    ['Vérification', 'instruction', { 'qui.roles': ['agent_arrondissement'] }],
    ['Avis', 'visa', { 'viseurs.0.code': 'hygiene', 'viseurs.0.titre': 'Service d’hygiène', 'viseurs.0.qui.roles': ['etat_civil'], 'viseurs.1.code': 'se', 'viseurs.1.titre': 'Secrétariat', 'viseurs.1.qui.roles': ['secretaire_executif'], regle: 'tous', defavorable: 'renvoyer' }],
    ['Signature', 'signature', { 'qui.roles': ['maire'], source: 'Proposé pour l’essai' }],
  ]
  for (const [mots, genre, reste] of stations) {
    const neuve = await remplir(client, `${base}/circuit`, { mots, genre, liste: 'circuit.stations' }, `${base}/ajouter`)
    await remplir(client, neuve.vers!, reste, neuve.vers!)
  }
  await remplir(client, `${base}/partie/delai`, { 'delai.valeur': '2', 'delai.unite': 'jours_ouvres', 'delai.source': 'Proposé' }, `${base}/partie/delai`)
  await remplir(client, `${base}/partie/document`, {
    'document.titre': 'Autorisation d’inhumation', 'document.genre': 'autorisation-d-inhumation', 'document.sceau.nom': '{nom_du_defunt}', 'document.sceau.objet': 'Inhumation',
    'document.redaction.corps': 'Le maire autorise l’inhumation de {nom_du_defunt}, décédé le {decede_le}. #[panic()] "', 'document.redaction.mentions.0.titre': 'Lieu', 'document.redaction.mentions.0.valeur': '{ou_l_enterrer}',
  }, `${base}/partie/document`)
  return base
}

async function publier(base: string): Promise<Reponse> {
  await attendreCode(essai, directeur)
  return directeur.client.envoyer(`${base}/publier`, { _code: directeur.code() }, { action: `${base}/publier` })
}

async function deposer(code: string): Promise<string> {
  const client = creerClient(essai)
  const id = (await client.envoyer(`/demarches/${code}`, {}, { action: `/demarches/${code}/commencer` })).vers!.split('/')[2]!.split('?')[0]!
  const base = `/brouillons/${id}`
  const un = await client.envoyer(`${base}/la_personne_decedee`, { nom_du_defunt: 'Zinsou Kodjo', 'decede_le.jour': '2', 'decede_le.mois': '11', 'decede_le.annee': '2026', ou_l_enterrer: bohicon, 'ou_l_enterrer.precision': 'Zongo', lieu_du_cimetiere: 'cimetiere_municipal' }, { action: base, bouton: ['_continuer', '1'] })
  expect(un.statut, lisible(un.texte).slice(0, 800)).toBe(303)
  const deux = await client.envoyer(`${base}/vous`, { votre_nom: 'Zinsou Afi', telephone: '0197000011' }, { action: base, bouton: ['_continuer', '1'], fichiers: { certificat_de_deces: { nom: 'd.jpg', type: 'image/jpeg', octets: await photo() } } })
  expect(deux.statut, lisible(deux.texte).slice(0, 800)).toBe(303)
  const depose = await client.envoyer(`${base}/resume`, {}, { action: `${base}/deposer` })
  expect(depose.statut, lisible(depose.texte).slice(0, 600)).toBe(303)
  return id
}

describe('une démarche que personne n’a écrite', () => {
  it('se conçoit page par page, se publie, se dépose, se vise, se signe et délivre un document vérifiable', async () => {
    const base = await concevoir(directeur.client)
    const relecture = await directeur.client.get(`${base}/publier`)
    expect(lisible(relecture.texte)).not.toContain('à finir avant de publier')
    const specimen = await directeur.client.get(`${base}/apercu.pdf`)
    expect([specimen.statut, specimen.octets.subarray(0, 5).toString()], lisible(specimen.texte).slice(0, 400)).toEqual([200, '%PDF-'])
    const publiee = await publier(base)
    expect(publiee.vers, lisible(publiee.texte).slice(0, 500)).toBe('/conception/demarches/autorisation-d-inhumation')
    expect(lisible((await creerClient(essai).get('/demarches')).texte)).toContain('Autorisation d’inhumation')
    const id = await deposer('autorisation-d-inhumation')
    await agir(agents.agent, id, 'proposer', { decision: 'accorder' })
    for (const [qui, viseur] of [[agents.hygiene, 'hygiene'], [agents.se, 'se']] as const) await agir(qui, id, 'viser', { visa: await visaOuvert(essai, id, viseur), avis: 'favorable' })
    await attendreCode(essai, agents.maire)
    expect((await agir(agents.maire, id, 'signer', { decision: 'accorder', _code: agents.maire.code() })).statut).toBe(303)
    const dossier = await jusqua(async () => ((d) => d.etat === 'delivre' && d)(await lire(essai, id)))
    expect(dossier.documentId).not.toBeNull()
  })

  it('se révise pendant que des dossiers courent : chacun garde sa version, ou suit quand rien ne se perd', async () => {
    const ids = [await deposer('autorisation-d-inhumation'), await deposer('autorisation-d-inhumation')]
    const base = (await directeur.client.envoyer('/conception', {}, { action: '/conception/demarches/autorisation-d-inhumation/reviser' })).vers!
    await remplir(directeur.client, `${base}/partie/delai`, { 'delai.valeur': '3' }, `${base}/partie/delai`)
    const neuve = await remplir(directeur.client, `${base}/questions`, { mots: 'Cause connue', genre: 'texte', liste: 'formulaire.etapes.0.champs' }, `${base}/ajouter`)
    await remplir(directeur.client, neuve.vers!, { requis: '' }, neuve.vers!)
    const relecture = lisible((await directeur.client.get(`${base}/publier`)).texte)
    expect(relecture).toContain('Ajoutée : question « Cause connue »')
    expect(relecture).toMatch(/Durée : « 2 » → « 3 »/)
    expect(relecture).toContain('2 dossiers en cours gardent')
    expect((await publier(base)).statut).toBe(303)
    expect((await lire(essai, ids[0]!)).version).toBe(1)
    const page = '/conception/demarches/autorisation-d-inhumation'
    const deplace = await directeur.client.envoyer(page, { dossier: [ids[0]!] }, { action: `${page}/deplacer` })
    expect(deplace.statut).toBe(303)
    expect([(await lire(essai, ids[0]!)).version, (await lire(essai, ids[1]!)).version]).toEqual([2, 1])
  })

  it('un dossier dont une réponse se perdrait, ou manquerait, reste sur sa version, et la page dit pourquoi', async () => {
    const base = (await directeur.client.envoyer('/conception', {}, { action: '/conception/demarches/autorisation-d-inhumation/reviser' })).vers!
    await remplir(directeur.client, `${base}/questions`, { geste: 'retirer:formulaire.etapes.0.champs.1' }, `${base}/ranger`)
    const redaction = { 'document.redaction.corps': 'Le maire autorise l’inhumation de {nom_du_defunt}.' }
    await remplir(directeur.client, `${base}/partie/document`, redaction, `${base}/partie/document`)
    await remplir(directeur.client, `${base}/questions`, { mots: 'Heure de la cérémonie', genre: 'heure', liste: 'formulaire.etapes.0.champs' }, `${base}/ajouter`)
    expect((await publier(base)).statut).toBe(303)
    const page = lisible((await directeur.client.get('/conception/demarches/autorisation-d-inhumation')).texte)
    expect(page).toContain('La réponse à « Décédé le » n’aurait plus de place')
    expect(page).toContain('« Heure de la cérémonie » : cette question est nouvelle')
    expect(page).toContain('Aucun ne peut suivre sans perdre quelque chose')
  })

  it('ce qui manque se dit partie par partie, et rien d’incomplet ne se publie', async () => {
    const base = (await directeur.client.envoyer('/conception/nouveau', { titre: 'À moitié faite' }, { action: '/conception/nouveau' })).vers!
    const page = lisible((await directeur.client.get(`${base}/publier`)).texte)
    expect(page).toContain('En une phrase : il manque une valeur')
    expect((await directeur.client.get(`${base}/publier`)).texte).not.toContain('Publier la démarche')
    expect((await directeur.client.envoyer('/conception/nouveau', { titre: 'À moitié faite' }, { action: '/conception/nouveau' })).statut).toBe(422)
    expect(await findEnVigueur(essai.maison.base.lire, 'a-moitie-faite')).toBeUndefined()
  })

  it('deux personnes qui changent la même partie : la seconde le sait, et ce qu’elle a écrit reste sur la page', async () => {
    const base = (await directeur.client.envoyer('/conception/nouveau', { titre: 'À deux' }, { action: '/conception/nouveau' })).vers!
    const ancienne = await directeur.client.get(`${base}/partie/delai`)
    await remplir(directeur.client, `${base}/partie/delai`, { 'delai.valeur': '7' }, `${base}/partie/delai`)
    const tardive = await directeur.client.envoyer(ancienne, { 'delai.valeur': '9' }, { action: `${base}/partie/delai` })
    expect(tardive.statut).toBe(409)
    expect(lisible(tardive.texte)).toContain('a changé cette démarche pendant que vous écriviez')
    expect(tardive.texte).toContain('value="9"')
  })

  it('l’export se réimporte à l’identique, et un texte hostile se refuse en une phrase', async () => {
    const base = await concevoir(directeur.client, 'Permis d’exporter')
    const zip = unzipSync(new Uint8Array((await directeur.client.get(`${base}/demarche.zip`)).octets))
    expect(Object.keys(zip)).toEqual(['permis-d-exporter/demarche.yaml', 'permis-d-exporter/document.typ'])
    const yaml = strFromU8(zip['permis-d-exporter/demarche.yaml']!)
    await directeur.client.envoyer(base, {}, { action: `${base}/abandonner` })
    const importee = await directeur.client.envoyer('/conception/nouveau', { definition: yaml, modele: '' }, { action: '/conception/importer' })
    expect(importee.statut, lisible(importee.texte).slice(0, 400)).toBe(303)
    expect(lisible((await directeur.client.get(importee.vers!)).texte)).toContain('Tout est prêt à être publié')
    expect(lireDemarche(parse(yaml))).toMatchObject({ code: 'permis-d-exporter' })
    const bombe = ['a: &a [x, x, x, x]', 'b: &b [*a, *a, *a, *a]', 'c: &c [*b, *b, *b, *b]', 'code: bombe'].join('\n')
    for (const definition of [bombe, '[1, 2]', 'code: "A B"', '{', 'code: !!js/function x']) {
      const refusee = await directeur.client.envoyer('/conception/nouveau', { definition, modele: '' }, { action: '/conception/importer' })
      expect([definition, refusee.statut]).toEqual([definition, 422])
    }
  })

  it('les arrêts d’une étape et le registre d’une démarche se lisent, se changent et se gardent', async () => {
    const base = (await directeur.client.envoyer('/conception', {}, { action: '/conception/demarches/affirmation-de-convention/reviser' })).vers!
    const etape = `${base}/partie/formulaire.etapes.0`
    const page = lisible((await directeur.client.get(etape)).texte)
    expect(page).toContain('Quand une réponse montre que la demande ne se fait pas ici')
    await remplir(directeur.client, etape, { 'arrets.0.titre': 'Voyez un notaire' }, etape)
    const document = `${base}/partie/document`
    expect(lisible((await directeur.client.get(document)).texte)).toContain('Nom du registre')
    await remplir(directeur.client, document, { 'registre.nom': 'Registre des actes' }, document)
    const relecture = lisible((await directeur.client.get(`${base}/publier`)).texte)
    expect(relecture).toContain('Arrêts : Cette convention se fait chez un notaire ; Une convention foncière plus ancienne → Voyez un notaire ; Une convention foncière plus ancienne')
    expect((await publier(base)).statut).toBe(303)
    const avant = lireDemarche(parse(await readFile(join(import.meta.dirname, '../../../content/demarches/affirmation-de-convention/demarche.yaml'), 'utf8')))
    const apres = (await findEnVigueur(essai.maison.base.lire, 'affirmation-de-convention'))!
    const [premier, second] = avant.formulaire.etapes[0]!.arrets!
    expect(apres.formulaire.etapes[0]!.arrets).toEqual([{ ...premier, titre: 'Voyez un notaire' }, second])
    expect(apres.registre).toEqual({ ...avant.registre, nom: 'Registre des actes' })
  })

  it('qui conçoit ne publie pas sans en avoir le pouvoir', async () => {
    const redacteur = await creerAgent(essai, 'agent_ministere', 'BJ')
    const base = await concevoir(redacteur.client, 'Permis de rédiger')
    const page = await redacteur.client.get(`${base}/publier`)
    expect(lisible(page.texte)).toContain('Un directeur ou un administrateur relit cette page et publie')
    const force = await redacteur.client.poster(`${base}/publier`, { _jeton: /name="_jeton" value="([^"]+)"/.exec(page.texte)?.[1] ?? '', _revision: '0' })
    expect(force.statut).toBe(403)
  })
})
