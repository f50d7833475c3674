-- A session of a writer in Neovim: open, type, see diagnostics come and go, hover, apply an action.
-- Called with the program in $EVENHAND and the folder of the configuration in $EVENHAND_EDITORS.

local function fail(message)
  io.stderr:write("neovim: " .. message .. "\n")
  vim.cmd("cquit 1")
end

local function expect(condition, message)
  if not condition then
    fail(message)
    error(message)
  end
end

local buffer

local function rules()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, tostring(one.code or (one.user_data and one.user_data.lsp.code)))
  end
  table.sort(found)
  return table.concat(found, " ")
end

local function wait_for(wanted, message)
  local come = vim.wait(20000, function()
    return wanted(rules())
  end, 5)
  expect(come, message .. "; there are: " .. rules())
end

local function request(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  for _, answer in pairs(answers or {}) do
    expect(answer.error == nil, method .. ": " .. vim.inspect(answer.error))
    return answer.result
  end
  fail(method .. ": no answer")
end

local function type(keys)
  local codes = vim.api.nvim_replace_termcodes(keys, true, false, true)
  vim.api.nvim_feedkeys(codes, "tx", false)
end

local function session()
  package.path = vim.env.EVENHAND_EDITORS .. "/neovim/?.lua;" .. package.path
  require("evenhand").setup({ cmd = { vim.env.EVENHAND, "lsp" } })
  vim.cmd("filetype on")
  vim.cmd("edit " .. vim.env.EVENHAND_LETTER)
  buffer = vim.api.nvim_get_current_buf()
  expect(vim.bo.filetype == "markdown", "the letter is " .. vim.bo.filetype)
  local attached = vim.wait(20000, function()
    local _, client = next(vim.lsp.buf_get_clients(buffer))
    return client ~= nil and client.initialized
  end, 5)
  expect(attached, "the server is attached")
  wait_for(function(found)
    return found == ""
  end, "nothing is raised in the letter as it is")

  -- Typing brings a diagnostic.
  type("GoSome parents 😀 wait. Some parents feel that reviews are late.<Esc>")
  wait_for(function(found)
    return found == "framing/sentiment"
  end, "what was typed is raised")
  local raised = vim.diagnostic.get(buffer)[1]
  local line = vim.api.nvim_buf_get_lines(buffer, raised.lnum, raised.lnum + 1, false)[1]
  local words = line:sub(raised.col + 1, raised.end_col)
  expect(words == "feel", "it is raised at " .. words)

  -- Hovering explains it.
  vim.api.nvim_win_set_cursor(0, { raised.lnum + 1, raised.col })
  local hover = request("textDocument/hover", vim.lsp.util.make_position_params())
  expect(hover.contents.value:find("framing/sentiment", 1, true), "the hover names the rule")

  -- The outline has the section.
  local outline = request("textDocument/documentSymbol", {
    textDocument = vim.lsp.util.make_text_document_params(),
  })
  expect(#outline > 0, "there is an outline")

  -- The suggestion is applied as the editor applies it.
  vim.ui.select = function(items, options, choose)
    for index, item in ipairs(items) do
      local title = options.format_item and options.format_item(item) or ""
      if title:find("Suggestion", 1, true) then
        choose(item, index)
        return
      end
    end
    fail("no suggestion among " .. #items .. " actions")
  end
  vim.lsp.buf.code_action()
  local applied = vim.wait(20000, function()
    local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n")
    return text:find("parents say that reviews", 1, true) ~= nil
  end, 5)
  expect(applied, "the suggestion is in the text")
  wait_for(function(found)
    return found == ""
  end, "the diagnostic goes with its words")

  -- It comes back with the word, and goes with the line.
  type(":%s/parents say/parents feel/<CR>")
  wait_for(function(found)
    return found == "framing/sentiment"
  end, "the word brings it back")
  type("Gdd")
  wait_for(function(found)
    return found == ""
  end, "it goes with its line")
end

local ok, message = pcall(session)
if not ok then
  fail(tostring(message))
end
for _, client in pairs(vim.lsp.get_active_clients()) do
  client.stop()
end
vim.wait(2000, function()
  return next(vim.lsp.get_active_clients()) == nil
end, 5)
vim.cmd("qall!")
