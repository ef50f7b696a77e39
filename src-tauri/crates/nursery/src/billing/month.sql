SELECT i.id, i.name, k.name, i.name_key,
    coalesce((SELECT sum(e.amount_fen) FROM ledger_entry e
              WHERE e.infant_id = i.id AND e.month = ?1 AND e.category <> 'deposit' AND e.kind IN ('charge', 'adjustment', 'credit')), 0),
    coalesce((SELECT -sum(e.amount_fen) FROM ledger_entry e
              WHERE e.infant_id = i.id AND e.month = ?1 AND e.category <> 'deposit' AND e.kind IN ('receipt', 'refund')), 0),
    coalesce((SELECT sum(e.amount_fen) FROM ledger_entry e
              WHERE e.infant_id = i.id AND e.month < ?1 AND e.category <> 'deposit'), 0),
    coalesce((SELECT sum(e.amount_fen) FROM ledger_entry e
              WHERE e.infant_id = i.id AND e.month = ?1 AND e.category = 'basic' AND e.kind IN ('charge', 'adjustment', 'credit')), 0),
    coalesce((SELECT sum(e.amount_fen) FROM ledger_entry e
              WHERE e.infant_id = i.id AND e.month = ?1 AND e.category = 'discount' AND e.kind IN ('charge', 'adjustment', 'credit')), 0),
    (SELECT c.id FROM contract c
     WHERE c.infant_id = i.id AND c.status <> 'draft' AND c.from_day <= ?2 AND coalesce(c.ended_on, c.to_day) >= ?3
     ORDER BY c.from_day DESC LIMIT 1)
FROM infant i LEFT JOIN class k ON k.id = i.class_id
WHERE i.id IN (SELECT value FROM json_each(?8))
  AND (?4 IS NULL OR (i.name_key, i.id) > (?4, ?5))
  AND (?7 IS NULL OR i.id IN (SELECT f.id FROM find_key f WHERE f.kind = 'infant' AND f.key >= ?7 AND f.key < ?7 || char(1114111)))
ORDER BY i.name_key, i.id LIMIT ?6
