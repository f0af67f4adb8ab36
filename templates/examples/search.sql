SELECT field.url, field.text_zh, field.text_en
FROM search JOIN field ON field.id = search.id
WHERE search MATCH '"燃料电池" OR "fuel cell"';

SELECT passage.id, passage.text_zh
FROM search_pairs JOIN passage ON passage.number = search_pairs.rowid
WHERE search_pairs MATCH '储能';

SELECT partner.name_zh, partner.name_en, sum(direction.amount_cny) AS amount_cny
FROM direction
JOIN direction_partner ON direction_partner.direction = direction.id
JOIN partner ON partner.code = direction_partner.partner
WHERE direction_partner.counted
GROUP BY partner.code
ORDER BY amount_cny DESC, partner.code;
