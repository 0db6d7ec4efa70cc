import * as z from 'zod/mini';
import { type Remark, remark, remarkCodes, withoutSecret } from './remark.ts';

const packedRemark = z.object({ code: z.enum(remarkCodes), values: z.record(z.string(), z.string()) });
const packedStart = '{"code":';

/** The remark for a zod issue. An issue without our code keeps zod's English message. */
export function remarkOf(issue: z.core.$ZodIssue): Remark {
  const key = issue.path.join('.');
  if (issue.message.startsWith(packedStart)) {
    const { code, values } = packedRemark.parse(JSON.parse(issue.message));
    return remark(code, key, values);
  }
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((each) => `"${withoutSecret(each)}"`).join(', ');
    return remark(issue.keys.length === 1 ? 'unknown-key' : 'unknown-keys', key, { keys });
  }
  return remark('invalid', key, { detail: issue.message });
}
