import { z } from 'zod'
import { permission } from '../../kernel/module.ts'

/** Who opens, pauses and deletes subscriptions, and reads their log. */
export const may = permission('abonnements.gerer')
export const parId = z.object({ id: z.uuid() })
export const parLivraison = z.object({ id: z.uuid(), livraison: z.uuid() })
