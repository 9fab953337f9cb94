-- Health of every kind of roadworthy.dev, by the conditions that all of them have; docs/gitops.md.
local status = obj.status or {}
if status.observedGeneration ~= obj.metadata.generation then
  return {status = "Progressing", message = "the operator has not seen this spec yet"}
end

-- They come with the generation, and Ready is always among them.
local conditions = {}
for _, condition in ipairs(status.conditions) do
  conditions[condition.type] = condition
end

for _, means in ipairs({
  {type = "Ready", health = "Healthy"},
  {type = "Stalled", health = "Degraded"},
  {type = "ActionRequired", health = "Suspended"},
}) do
  local condition = conditions[means.type]
  if condition ~= nil and condition.status == "True" then
    return {status = means.health, message = condition.message}
  end
end
return {status = "Progressing", message = conditions.Ready.message}
