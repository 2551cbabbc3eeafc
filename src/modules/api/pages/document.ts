import { ouvert, page } from '../../../kernel/module.ts'

/** The description that programs read. */
export const document = page({
  path: '/api/openapi.json',
  may: ouvert,
  titre: 'Description de l’API',
  load: async ({ maison }) => maison.api(),
  corps: (api) => ({
    type: 'application/json; charset=utf-8',
    corps: JSON.stringify(api),
    entetes: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'public, max-age=300' },
  }),
})
