import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { trouve } from '../../../lib/liste.ts'
import { page } from '../../../kernel/module.ts'
import { direDelai, findEnVigueur, getDemarche, listEnVigueur } from '../../demarches/index.ts'
import type { Publiee } from '../../demarches/index.ts'
import { formulaire, formulaireListe, service } from '../forme.ts'
import { bruts, lireParametres } from '../parametres.ts'
import { BASE, findService, getService, mayConnu, parFormulaire, parService } from '../porte.ts'
import { schemaDe } from '../schema-formulaire.ts'
import { formulaireDe, serviceDe } from '../traduire.ts'

const enService = (d: Publiee): z.infer<typeof service> => ({
  id: serviceDe(d.code),
  name: d.titre,
  version: String(d.version),
  type: 'Public',
  isExecutable: true,
  isClosed: false,
  description: d.fiche.resume,
  serviceBody: [
    { code: 'code', value: d.code },
    { code: 'delay', value: `${direDelai(d.delai)}${d.delai.verifie ? '' : ' (à confirmer)'}` },
    { code: 'fee', value: d.fiche.frais.texte },
    { code: 'authority', value: d.fiche.autorite.texte },
    ...(d.fiche.canal ? [{ code: 'channel', value: d.fiche.canal.texte }] : []),
    ...d.fiche.papiers.map((papier) => ({ code: 'requiredDocument', value: papier.titre })),
  ],
})

const enFormulaire = (d: Publiee, derniere: number): z.infer<typeof formulaireListe> => ({ eFormId: formulaireDe(d.code, d.version), name: d.titre, description: d.fiche.resume, version: String(d.version), latest: d.version === derniere })

/** The services one may ask for; `name` is looked for inside their names. */
export const services = page({
  path: `${BASE}/services`,
  facade: true,
  may: mayConnu,
  titre: 'Services (médiateur)',
  query: bruts,
  output: z.array(service),
  load: async ({ db, query }) => {
    const { name } = lireParametres(z.object({ name: z.string().max(200).optional() }), query)
    return (await listEnVigueur(db, 'public')).filter((d) => trouve([d.titre], name)).map(enService)
  },
})

/** One service. */
export const unService = page({
  path: `${BASE}/services/:serviceId`,
  facade: true,
  may: mayConnu,
  titre: 'Service (médiateur)',
  params: parService,
  output: service,
  load: async ({ db, params }) => enService(await getService(db, params.serviceId)),
})

/** The forms of a service: the one in force. An unknown service has none. */
export const formulaires = page({
  path: `${BASE}/services/:serviceId/eForms`,
  facade: true,
  may: mayConnu,
  titre: 'Formulaires d’un service (médiateur)',
  params: parService,
  output: z.array(formulaireListe),
  load: async ({ db, params }) => {
    const trouvee = await findService(db, params.serviceId)
    return trouvee ? [enFormulaire(trouvee, trouvee.version)] : []
  },
})

/** A form of one version, with its JSON Schema. */
export const unFormulaire = page({
  path: `${BASE}/eForms/:eFormId`,
  facade: true,
  may: mayConnu,
  titre: 'Formulaire (médiateur)',
  params: parFormulaire,
  output: formulaire,
  load: async ({ db, params }) => {
    const [code, version] = params.eFormId.split('.') as [string, string]
    const [demarche, vigueur] = await Promise.all([getDemarche(db, code, Number(version)), findEnVigueur(db, code)])
    if (demarche.pour !== 'public') throw new Introuvable('Ce formulaire n’existe pas')
    return { ...enFormulaire(demarche, vigueur?.version ?? 0), schema: schemaDe(demarche.formulaire.etapes) }
  },
})
