-- Health of every kind of roadworthy.dev for Argo CD, by its conditions; docs/gitops.md.
local status = obj.status or {}
if status.observedGeneration ~= obj.metadata.generation then
  return {status = "Progressing", message = "the operator has not seen this spec yet"}
end

local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end
local ready = conditions.Ready or {}
local stalled = conditions.Stalled or {}

-- Reasons that wait for a person, and for nothing else.
local people = {ApprovalPending = true, ApprovalUnreviewed = true, Labelling = true, Paused = true}

if ready.status == "True" then
  return {status = "Healthy", message = ready.message}
elseif stalled.status == "True" then
  return {status = "Degraded", message = stalled.message}
elseif people[ready.reason] then
  return {status = "Suspended", message = ready.message}
end
return {status = "Progressing", message = ready.message or "the operator has not told how far it is"}
